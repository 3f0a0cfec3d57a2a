import { connect } from "node:net";

/** Writes these bytes to the server and returns all that comes back until it hangs up. */
export function exchange(url: string, bytes: string): Promise<string> {
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), "127.0.0.1", () => socket.write(bytes, "latin1"));
    let received = "";
    socket.setEncoding("utf8").on("data", (chunk) => {
      received += chunk;
    });
    socket.on("error", reject).on("close", () => resolve(received));
  });
}

/** A request that asks the server to hang up after its answer. */
export function request(target: string, { method = "GET", headers = [] as string[] } = {}): string {
  const lines = [`${method} ${target} HTTP/1.1`, "Host: localhost", ...headers];
  return `${[...lines, "Connection: close"].join("\r\n")}\r\n\r\n`;
}

/** The status of each answer in what came back. */
export function statusesIn(received: string): number[] {
  return [...received.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));
}
