import { promises as dns, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { TLSSocket } from "node:tls";
import { buildConnector } from "undici";
import { isLoopbackAddress, isLoopbackHost, isPublicAddress, withoutBrackets } from "./address.ts";
import { HttpError } from "./error.ts";

/** Every address of a name; throws where it has none. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

/** Which addresses may be reached, and the lookup of names that holds to it. */
export type Guard = {
  isAllowed(hostname: string, address: string): boolean;
  lookup: LookupFunction;
};

/**
 * Allows public addresses only (against SSRF). The check sits in the lookup that the socket itself
 * uses, so that a name cannot change its address between the check and the connect (DNS rebinding);
 * one bad address among several refuses them all.
 */
export function createGuard(allowLoopback: boolean, resolve: Resolve = systemResolve): Guard {
  const isAllowed = (hostname: string, address: string) =>
    isPublicAddress(address) ||
    (allowLoopback && isLoopbackHost(hostname) && isLoopbackAddress(address));

  async function resolveAllowed(hostname: string): Promise<[LookupAddress, ...LookupAddress[]]> {
    const [first, ...rest] = await resolve(hostname);
    if (!first) throw new HttpError("connection", new Error(`${hostname} has no address`));
    const addresses: [LookupAddress, ...LookupAddress[]] = [first, ...rest];
    if (addresses.every(({ address }) => isAllowed(hostname, address))) return addresses;
    throw new HttpError("refused", new Error(`${hostname} has a forbidden address`));
  }

  return {
    isAllowed,
    lookup(hostname, options, callback) {
      resolveAllowed(hostname).then(
        (addresses) => {
          if (options.all) callback(null, addresses);
          else callback(null, addresses[0].address, addresses[0].family);
        },
        (error: NodeJS.ErrnoException) => callback(error, []),
      );
    },
  };
}

/**
 * Opens undici's sockets to allowed addresses only.
 * @param onCertificate told with each connection over TLS until when the host's certificate is good
 */
export function guardedConnector(
  allowLoopback: boolean,
  resolve?: Resolve,
  onCertificate?: (host: string, endsAt: Date) => void,
): buildConnector.connector {
  const { isAllowed, lookup } = createGuard(allowLoopback, resolve);
  const connect = buildConnector({ lookup, allowH2: false, timeout: connectTimeoutMs });
  return (options, callback) => {
    const hostname = withoutBrackets(options.hostname);
    // Node asks no lookup about an address written as such.
    if (isIP(hostname) && !isAllowed(hostname, hostname)) {
      callback(new HttpError("refused", new Error(`${hostname} is a forbidden address`)), null);
      return;
    }
    connect(options, (...[error, socket]) => {
      if (error) callback(error, null);
      else if (isAllowed(hostname, socket.remoteAddress ?? "")) {
        const certificate = socket instanceof TLSSocket && socket.getPeerX509Certificate();
        if (certificate && options.host) onCertificate?.(options.host, certificate.validToDate);
        callback(null, socket);
      } else {
        socket.destroy();
        callback(new HttpError("refused", new Error("connected to a forbidden address")), null);
      }
    });
  };
}

const connectTimeoutMs = 5000;

function systemResolve(hostname: string): Promise<LookupAddress[]> {
  return dns.lookup(hostname, { all: true });
}
