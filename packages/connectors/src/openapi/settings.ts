import { z } from "zod";

// What a browser may load too: forms check with it.

export const callMethods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"] as const;
export type CallMethod = (typeof callMethods)[number];

const HeaderName = z
  .string()
  .trim()
  .regex(/^[\w!#$%&'*+.^`|~-]+$/, "Enter the name of a header, such as X-API-Key")
  .max(100);

/** How an API wants to be told who calls; the secret of it is kept elsewhere. */
export const ApiAuth = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({
    kind: z.literal("basic"),
    // RFC 7617 §2: a colon would end it.
    username: z
      .string()
      .min(1)
      .max(200)
      .regex(/^[^:]*$/, "A user name can't hold a colon"),
  }),
  z.strictObject({ kind: z.literal("header"), header: HeaderName }),
  z.strictObject({ kind: z.literal("bearer") }),
  z.strictObject({
    kind: z.literal("oauth2"),
    tokenUrl: z.url({ protocol: /^https?$/, error: "Enter a web address" }).max(2000),
    clientId: z.string().trim().min(1).max(500),
    scope: z.string().trim().max(1000).default(""),
  }),
  z.strictObject({ kind: z.literal("signature") }),
]);
export type ApiAuth = z.output<typeof ApiAuth>;
