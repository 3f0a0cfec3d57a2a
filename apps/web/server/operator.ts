import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isLoopbackUrl } from "@crossdock/http";

/**
 * Whether the operator asks: with the token, or from this machine itself. A proxy on this machine
 * connects from loopback too, for anybody on the internet: it adds a header that says for whom. And a
 * page in the operator's browser may have a name that resolves to loopback (DNS rebinding): it is known
 * by the name it calls.
 */
export function createIsOperator(token: string | undefined): (req: IncomingMessage) => boolean {
  const expected = token === undefined ? null : digest(token);
  return (req) => {
    const given = /^Bearer +(\S+) *$/i.exec(req.headers.authorization ?? "")?.[1];
    // Digests of the same length, so that the time tells nothing of the token.
    if (expected && given) return timingSafeEqual(digest(given), expected);
    return isLocal(req);
  };
}

function isLocal({ socket, headers }: IncomingMessage): boolean {
  if (!loopback.test(socket.remoteAddress ?? "")) return false;
  if (forwarding.some((name) => headers[name] !== undefined)) return false;
  return isLoopbackUrl(`http://${headers.host ?? ""}`);
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

const loopback = /^(::ffff:)?127\.|^::1$/;

const forwarding = [
  ...["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"],
  ...["x-forwarded-port", "x-forwarded-server", "x-real-ip", "x-client-ip", "true-client-ip"],
  ...["cf-connecting-ip", "fastly-client-ip"],
];
