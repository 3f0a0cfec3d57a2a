import { z } from "zod";

const HeaderName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9-]{0,99}$/, "Enter the name of a header, such as X-Signature.")
  .refine((name) => !credentialHeaders.has(name), "This header carries a credential of its own.");

// Kept with each delivery, for people to read.
const credentialHeaders = new Set(["authorization", "proxy-authorization", "cookie"]);

const Pointer = z
  .string()
  .trim()
  .max(200)
  .regex(/^(\/([^~/]|~[01])*)+$/, "Enter a JSON pointer, such as /data/id.");

/** Where a delivery tells its id or its type: in a header, or at a JSON pointer (RFC 6901) of the body. */
const ValueAt = z.discriminatedUnion("in", [
  z.strictObject({ in: z.literal("header"), name: HeaderName }),
  z.strictObject({ in: z.literal("body"), pointer: Pointer }),
]);

export type ValueAt = z.infer<typeof ValueAt>;

const Hmac = z
  .strictObject({
    kind: z.literal("hmac"),
    signatureHeader: HeaderName,
    prefix: z.string().trim().max(50).default("").describe("What stands before the signature"),
    encoding: z.enum(["hex", "base64"]),
    algorithm: z.enum(["sha1", "sha256", "sha512"]),
    template: z
      .string()
      .max(200)
      .default("{body}")
      .describe("What is signed: {body} once, {timestamp} and {id} where they are signed too"),
    timestampHeader: HeaderName.optional(),
    toleranceSeconds: z.int().min(1).max(86_400).default(300),
    id: ValueAt.optional().describe("Left out: the same signed bytes are the same event"),
    type: ValueAt.optional(),
  })
  .superRefine(({ template, timestampHeader, id }, ctx) => {
    const complain = (path: string, message: string) =>
      ctx.addIssue({ code: "custom", path: [path], message });
    if (template.split("{body}").length !== 2)
      complain("template", "Put {body} in exactly once: what is not signed can be changed.");
    if (template.includes("{timestamp}") !== (timestampHeader !== undefined))
      complain(
        timestampHeader ? "template" : "timestampHeader",
        "A time protects only where it is signed: name its header, and put {timestamp} in.",
      );
    if (template.includes("{id}") && id?.in !== "header")
      complain("id", "Name the header of the id that {id} stands for.");
  });

export type HmacSettings = z.infer<typeof Hmac>;

/** A hook's address in GitHub's API; over http on this machine alone. */
export const GithubHookUrl = z
  .string()
  .trim()
  .max(500)
  .regex(
    /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/])[\w.~:/-]+\/hooks\/\d+$/,
    "Enter an address such as https://api.github.com/repos/OWNER/REPO/hooks/123456.",
  )
  .refine((url) => URL.canParse(url), "Enter a web address.");

/** How a source's deliveries are signed and read, by its kind. */
export const SourceSettings = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("github"),
    hookUrl: GithubHookUrl.optional().describe("Where failed deliveries are asked for again"),
  }),
  z.strictObject({ kind: z.literal("shopify") }),
  z.strictObject({ kind: z.literal("standard-webhooks") }),
  Hmac,
]);

export type SourceSettings = z.infer<typeof SourceSettings>;
export type SourceKind = SourceSettings["kind"];

export const sourceKinds = ["github", "shopify", "standard-webhooks", "hmac"] as const;
