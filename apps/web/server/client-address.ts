import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/**
 * The address of the client behind `depth` proxies of ours; 0: whoever is connected. Each proxy adds
 * the address that it saw at the right of `X-Forwarded-For`, so the client's is the `depth`-th from the
 * right: what stands left of it can be invented, to get around limits or to blame another in the audit
 * log. A request that passed fewer proxies is known by its connection alone.
 */
export function createClientAddress(depth: number): (req: IncomingMessage) => string {
  return (req) => {
    const connected = plain(req.socket.remoteAddress ?? "unknown");
    if (depth === 0) return connected;
    const forwarded = String(req.headers["x-forwarded-for"] ?? "").split(",");
    const entry = plain(forwarded.at(-depth)?.trim() ?? "");
    return isIP(entry) === 0 ? connected : entry;
  };
}

/** Without brackets and port, as some proxies write them; an IPv4 address within IPv6 as itself. */
function plain(entry: string): string {
  if (!entry.includes(":")) return entry;
  const bare = /^\[(.+)\](?::\d+)?$/.exec(entry)?.[1] ?? /^([\d.]+):\d+$/.exec(entry)?.[1] ?? entry;
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1] ?? bare;
}
