import { createPublicKey } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { AppError } from "@crossdock/core";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { InboundEvent, InboundRequest } from "../contract.ts";
import { paypalInbound } from "../paypal/inbound.ts";
import { stripeInbound } from "../stripe/inbound.ts";
import { inboundBytesMax } from "./bytes-max.ts";
import { SourceSettings } from "./settings.ts";
import { goodSecrets, type SourceSecret, verifySource } from "./source.ts";

// What each provider's deliveries must be taken for: made apart from the code here, by other
// implementations of the same algorithms. Other verifiers may be held against them too.
const folder = new URL("vectors/", import.meta.url);
const files = readdirSync(folder).map((name) =>
  Vectors().parse(JSON.parse(readFileSync(new URL(name, folder), "utf8"))),
);

test("there are vectors for every provider", () => {
  const providers = files.map(({ provider }) => provider).sort();
  const all = ["github", "hmac", "paypal", "shopify", "standard-webhooks", "stripe", "svix"];
  expect(providers).toEqual(all);
});

describe.each(files)("$provider", (file) => {
  test.each(file.cases)("$name: $verdict", async (vector) => {
    const body = bytesOf(vector.body);
    const now = vector.now ?? file.now;
    const secrets = vector.secrets ?? file.secrets ?? [];
    const outcome = await judge(file, secrets, { headers: vector.headers, body, now });
    expect(outcome.verdict).toBe(vector.verdict);
    if (vector.event) expect(outcome.event).toMatchObject(vector.event);
  });
});

type Outcome = { verdict: string; event?: InboundEvent };

async function judge(
  file: VectorFile,
  secrets: readonly SourceSecret[],
  request: InboundRequest,
): Promise<Outcome> {
  // The server reads no further.
  if (request.body.length > inboundBytesMax) return { verdict: "too_large" };
  try {
    return { verdict: "accepted", event: await verify(file, secrets, request) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { verdict: String(error.data?.reason ?? words[error.code] ?? error.code) };
  }
}

const words: Partial<Record<string, string>> = {
  bad_request: "unreadable",
  connector_not_configured: "no_secret",
};

async function verify(
  { settings, webhookId, publicKey }: VectorFile,
  secrets: readonly SourceSecret[],
  request: InboundRequest,
): Promise<InboundEvent> {
  if (settings) return verifySource(settings, secrets, request);
  if (!publicKey) return stripeInbound(goodSecrets(secrets, request.now)).verify(request);
  const certificates = { keyOf: async () => createPublicKey(publicKey) };
  const client = { call: () => Promise.reject(new Error("Nothing is asked.")) };
  return paypalInbound({ client, certificates, webhookId }).verify(request);
}

type Body = z.infer<ReturnType<typeof Vectors>>["cases"][number]["body"];

function bytesOf(body: Body): Buffer {
  if (typeof body === "string") return Buffer.from(body);
  if ("base64" in body) return Buffer.from(body.base64, "base64");
  return Buffer.from(body.text + " ".repeat(body.thenSpaces));
}

type VectorFile = z.infer<ReturnType<typeof Vectors>>;

function Vectors() {
  const At = z.iso.datetime().transform((text) => new Date(text));
  const Secrets = z.array(
    z.strictObject({ secret: z.string(), validFrom: At, validUntil: At.nullable() }),
  );
  return z.strictObject({
    provider: z.string(),
    page: z.string(),
    settings: SourceSettings.optional(),
    webhookId: z.string().optional(),
    publicKey: z.string().optional(),
    now: At,
    secrets: Secrets.optional(),
    cases: z.array(
      z.strictObject({
        name: z.string(),
        headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
        body: z.union([
          z.string(),
          z.strictObject({ base64: z.base64() }),
          z.strictObject({ text: z.string(), thenSpaces: z.int() }),
        ]),
        secrets: Secrets.optional(),
        now: At.optional(),
        verdict: z.string(),
        event: z.strictObject({ eventId: z.string(), type: z.string() }).optional(),
      }),
    ),
  });
}
