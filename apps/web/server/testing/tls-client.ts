import { readFileSync } from "node:fs";
import { type RequestOptions, request } from "node:https";
import type { TLSSocket } from "node:tls";
import { fileURLToPath } from "node:url";

export type TlsAnswer = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  /** Of the certificate that the server has shown. */
  fingerprint: string;
  protocol: string | null;
};

/** A pair for tests, good for `localhost`: its files, and what a client trusts. */
export function testPair(name: "one" | "two") {
  const path = (ending: string) => fileURLToPath(new URL(`tls/${name}.${ending}`, import.meta.url));
  const [cert, key] = [path("crt"), path("key")];
  return { cert, key, ca: readFileSync(cert) };
}

/** One request on a connection of its own; any certificate of the tests is trusted. */
export function callTls(
  url: string,
  { body, ...options }: RequestOptions & { body?: string } = {},
): Promise<TlsAnswer> {
  const ca = [testPair("one").ca, testPair("two").ca];
  return new Promise((resolve, reject) => {
    const sent = request(url, { ca, agent: false, ...options }, (response) => {
      const socket = response.socket as TLSSocket;
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      const { fingerprint256: fingerprint } = socket.getPeerCertificate();
      const protocol = socket.getProtocol();
      response.on("end", () => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, body: text, fingerprint, protocol });
      });
    });
    sent.on("error", reject).end(body);
  });
}
