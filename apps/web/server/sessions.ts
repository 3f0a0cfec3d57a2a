import type { IncomingMessage } from "node:http";
import type { Context } from "@crossdock/api";
import { AppError } from "@crossdock/core";
import type { Product } from "./product.ts";

/** The tRPC context of a browser's session. @throws AppError `unauthenticated` */
export async function sessionContext(
  services: Product,
  token: string | null,
  requestId: string,
): Promise<Context> {
  const principal = token ? await services.identity.sessions.read(token) : null;
  if (!principal) {
    // Without a context tRPC cannot tell the id of the request, so the error brings it.
    const data = { requestId };
    throw new AppError("unauthenticated", { detail: "Sign in at /login first.", data });
  }
  return { services, principal, requestId, transport: "trpc" };
}

/** The session token of a request's cookie, by either of the names NextAuth is told to use. */
export function sessionTokenOf(req: IncomingMessage): string | null {
  const pairs = (req.headers.cookie ?? "").split(";").map((pair) => pair.trim().split("="));
  const found = pairs.find(([name = ""]) => cookieNames.has(name));
  return found?.[1] ?? null;
}

const cookieNames = new Set(["crossdock.session", "__Host-crossdock.session"]);
