import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { XConfig } from "./config.ts";
import { oauth1Header } from "./oauth1.ts";

/** Makes the headers that a request to X needs. */
export function xSigner(settings: XConfig, now: () => Date) {
  return (method: string, url: string): Record<string, string> => {
    const timestamp = Math.floor(now().getTime() / 1000);
    const request = { method, url, nonce: randomUUID(), timestamp };
    return { authorization: oauth1Header(settings, request) };
  };
}

const Failure = z.object({ title: z.string().optional(), detail: z.string().optional() });

/** What X says of a call that it does not do (docs.x.com, "Response codes and errors"). */
export function xFailure(answer: unknown) {
  const { title, detail } = Failure.safeParse(answer).data ?? {};
  return { message: detail ?? title, code: title };
}
