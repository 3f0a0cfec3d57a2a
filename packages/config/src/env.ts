import { resolve } from "node:path";
import { z } from "zod";

const flag = z.stringbool();
const port = z.coerce.number().int().min(0).max(65535);
const httpUrl = z.url({ protocol: /^https?$/ });
const secret = z.string().min(32, "must be at least 32 characters: try `openssl rand -hex 32`");
// A number of proxies; `true` is one of them.
const depth = z.union([
  z.coerce.number().int().min(0).max(10),
  flag.transform((trusted) => (trusted ? 1 : 0)),
]);
const list = (values: readonly [string, ...string[]]) =>
  z.string().transform((text, ctx) => {
    const parts = text.split(",").map((part) => part.trim());
    if (parts.every((part) => values.includes(part))) return parts;
    ctx.addIssue({ code: "custom", message: `must be a list of ${values.join(", ")}` });
    return z.NEVER;
  });

const loginProviders = {
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  GITHUB_CLIENT_ID: z.string().optional(),
  GITHUB_CLIENT_SECRET: z.string().optional(),
  FACEBOOK_CLIENT_ID: z.string().optional(),
  FACEBOOK_CLIENT_SECRET: z.string().optional(),
  X_CLIENT_ID: z.string().optional(),
  X_CLIENT_SECRET: z.string().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
};

/** Variables that go together: where one of a group is set, the others are needed. */
const groups = [
  ["TLS_CERT", "TLS_KEY"],
  ["S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"],
  ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"],
  ["GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET"],
  ["FACEBOOK_CLIENT_ID", "FACEBOOK_CLIENT_SECRET"],
  ["X_CLIENT_ID", "X_CLIENT_SECRET"],
  ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"],
] as const;

/** Every environment variable that Crossdock reads. All are optional. */
export const Env = z
  .object({
    PORT: port.default(3000),
    HOST: z.string().default("127.0.0.1"),
    APP_URL: httpUrl.optional(),
    DATA_DIR: z.string().default(".data"),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
    LIMITS: z.enum(["memory", "postgres"]).default("memory"),
    APP_SECRET: secret.optional(),
    APP_SECRET_FILE: z.string().optional(),
    APP_SECRET_PREVIOUS: secret.optional(),
    ADMIN_EMAIL: z.email().default("owner@example.com"),
    ADMIN_PASSWORD: z.string().min(12, "must be at least 12 characters").max(200).optional(),
    SEED: z.enum(["demo", "none"]).optional(),
    PROCESSES: list(["web", "api", "worker"]).default(["web", "api", "worker"]),
    TRUST_PROXY: depth.default(0),
    TLS_CERT: z.string().optional(),
    TLS_KEY: z.string().optional(),
    CORS_ORIGINS: z
      .string()
      .default("")
      .transform((text) => text.split(",").map((part) => part.trim()))
      .transform((origins) => origins.filter((origin) => origin !== "")),
    METRICS_TOKEN: z.string().optional(),
    HEARTBEAT_URL: httpUrl.optional(),
    OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
    OTEL_EXPORTER_OTLP_HEADERS: z
      .string()
      .regex(/^\s*([^=,\s]+\s*=[^,]*(,|$)\s*)*$/, "must be name=value with commas between")
      .default(""),
    OTEL_SERVICE_NAME: z.string().default("crossdock"),
    OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
    LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
    LOG_IP: z.enum(["truncated", "full", "none"]).default("truncated"),
    LOG_RETENTION_DAYS: z.coerce.number().int().min(1).max(3650).default(30),
    REQUEST_LOG: z.string().min(1).optional(),
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    SMTP_FROM: z.string().optional(),
    SLACK_WEBHOOK_URL: httpUrl.optional(),
    S3_BUCKET: z.string().optional(),
    S3_REGION: z.string().optional(),
    S3_ENDPOINT: httpUrl.optional(),
    S3_ACCESS_KEY_ID: z.string().optional(),
    S3_SECRET_ACCESS_KEY: z.string().optional(),
    S3_FORCE_PATH_STYLE: z.enum(["true", "false"]).optional(),
    STRIPE_SECRET_KEY: z.string().optional(),
    STRIPE_WEBHOOK_SECRET: z.string().optional(),
    STRIPE_API_BASE: httpUrl.optional(),
    PAYPAL_ENVIRONMENT: z.enum(["sandbox", "live"]).optional(),
    PAYPAL_CLIENT_ID: z.string().optional(),
    PAYPAL_CLIENT_SECRET: z.string().optional(),
    PAYPAL_WEBHOOK_ID: z.string().optional(),
    PAYPAL_API_BASE: httpUrl.optional(),
    ...loginProviders,
    OIDC_ISSUER: httpUrl.optional(),
    OIDC_NAME: z.string().max(50).default("Single sign-on"),
  })
  .transform((env, ctx) => {
    if (env.APP_SECRET && env.APP_SECRET_FILE) {
      const message = "is set beside APP_SECRET: keep one of them";
      ctx.addIssue({ code: "custom", path: ["APP_SECRET_FILE"], message });
    }
    if (env.DATABASE_URL && !env.APP_SECRET && !env.APP_SECRET_FILE) {
      ctx.addIssue({
        code: "custom",
        path: ["APP_SECRET"],
        message:
          "is required with DATABASE_URL (or APP_SECRET_FILE), since several processes share it: try `openssl rand -hex 32`",
      });
    }
    for (const names of groups) {
      const given = names.find((name) => env[name] !== undefined);
      const missing = names.find((name) => env[name] === undefined);
      if (!given || !missing) continue;
      const message = `is required with ${given}: they go together`;
      ctx.addIssue({ code: "custom", path: [missing], message });
    }
    if (env.TLS_CERT && env.APP_URL && !env.APP_URL.startsWith("https://")) {
      ctx.addIssue({
        code: "custom",
        path: ["APP_URL"],
        message: "must begin with https:// where TLS_CERT is set",
      });
    }
    const scheme = env.TLS_CERT ? "https" : "http";
    return {
      ...env,
      DATA_DIR: resolve(env.DATA_DIR),
      SEED: env.SEED ?? (env.DATABASE_URL ? "none" : "demo"),
      APP_URL: env.APP_URL?.replace(/\/$/, "") ?? `${scheme}://localhost:${env.PORT}`,
    };
  });

export type Env = z.infer<typeof Env>;

/**
 * Reads the environment; an empty value counts as unset.
 * @throws Error with one line for each bad variable, naming it and the mend
 */
export function loadEnv(source: Record<string, string | undefined> = process.env): Env {
  const set = Object.entries(source).filter(([, value]) => value !== "");
  const parsed = Env.safeParse(Object.fromEntries(set));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(lines.join("\n"));
}

/** Puts values where a library insists on reading them from the environment itself. */
export function exportEnv(values: Record<string, string>): void {
  Object.assign(process.env, values);
}
