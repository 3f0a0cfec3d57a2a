import { connect, isIP, type Socket } from "node:net";
import { withoutBrackets } from "./address.ts";
import { HttpError } from "./error.ts";
import { createGuard } from "./guard.ts";

export type SocketTarget = {
  host: string;
  port: number;
  /** Lets this machine through where the host spells it out. */
  allowLoopback: boolean;
  /** Until the connection stands, in milliseconds. */
  timeoutMs: number;
};

/**
 * A TCP connection to an allowed address, for a protocol that is not HTTP.
 * @throws HttpError `refused`, `timeout` or `connection`
 */
export function openGuardedSocket(target: SocketTarget): Promise<Socket> {
  const guard = createGuard(target.allowLoopback);
  const host = withoutBrackets(target.host);
  return new Promise((resolve, reject) => {
    // Node asks no lookup about an address written as such.
    if (isIP(host) && !guard.isAllowed(host, host)) {
      reject(new HttpError("refused", new Error(`${host} is a forbidden address`)));
      return;
    }
    const socket = connect({ host, port: target.port, lookup: guard.lookup });
    const timer = setTimeout(() => socket.destroy(new HttpError("timeout")), target.timeoutMs);
    socket.once("connect", () => {
      clearTimeout(timer);
      socket.removeListener("error", fail);
      resolve(socket);
    });
    socket.once("error", fail);

    function fail(error: Error): void {
      clearTimeout(timer);
      reject(error instanceof HttpError ? error : new HttpError("connection", error));
    }
  });
}
