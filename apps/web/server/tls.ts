import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync, unwatchFile, watchFile } from "node:fs";
import type { Server, ServerOptions } from "node:https";
import type { Env } from "@crossdock/config/env";
import type { Log } from "./log.ts";

/** A certificate with its chain and its private key, both PEM. */
export type TlsPair = Pick<ServerOptions, "cert" | "key" | "minVersion">;

const lookEveryMs = 1000;

/**
 * The pair that `TLS_CERT` and `TLS_KEY` name; undefined where they are not set.
 * @throws Error with a line that names the variable and the mend
 */
export function readTls({ TLS_CERT, TLS_KEY }: Env): TlsPair | undefined {
  if (!TLS_CERT || !TLS_KEY) return undefined;
  const [cert, key] = [read("TLS_CERT", TLS_CERT), read("TLS_KEY", TLS_KEY)];
  const certificate = parse("TLS_CERT", "a PEM certificate", () => new X509Certificate(cert));
  const privateKey = parse("TLS_KEY", "a PEM private key without a passphrase", () =>
    createPrivateKey(key),
  );
  if (!certificate.checkPrivateKey(privateKey))
    throw new Error("TLS_KEY: is not the key of the certificate in TLS_CERT.");
  return { cert, key, minVersion: "TLSv1.2" };
}

/** Until when the certificate is good that is served for `APP_URL`; null where none is ours. */
export function certificateOf(env: Env): { host: string; expiresAt: Date } | null {
  const pair = readTls(env);
  if (!pair?.cert) return null;
  const { validToDate } = new X509Certificate(pair.cert as Buffer);
  return { host: new URL(env.APP_URL).host, expiresAt: validToDate };
}

/**
 * Takes a renewed pair without a restart; new connections get it. A pair that is half-written or does
 * not belong together is told in the log, and the one before it stays.
 * @returns a function that stops looking
 */
export function followTls(server: Server, env: Env, log: Log): () => void {
  const paths = [env.TLS_CERT, env.TLS_KEY].filter((path) => path !== undefined);

  function renew(): void {
    try {
      server.setSecureContext(readTls(env) ?? {});
      log.info("the TLS certificate was renewed");
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log.warn({ reason }, "the changed TLS certificate is not taken");
    }
  }

  // By looking, not by the system's notices: those miss links that are turned and mounted folders.
  for (const path of paths) watchFile(path, { interval: lookEveryMs, persistent: false }, renew);
  return () => {
    for (const path of paths) unwatchFile(path, renew);
  };
}

function read(variable: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      `${variable}: ${path} cannot be read (${code}). Name a file that this user may read.`,
    );
  }
}

function parse<T>(variable: string, kind: string, work: () => T): T {
  try {
    return work();
  } catch {
    throw new Error(`${variable}: the file is not ${kind}.`);
  }
}
