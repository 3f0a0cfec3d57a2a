import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FakeProviders } from "@crossdock/fake-providers";

/** A file for `NODE_EXTRA_CA_CERTS`, so that a process believes the fake PayPal's webhooks. */
export function rootFile({ paypal }: FakeProviders): string {
  const path = join(mkdtempSync(join(tmpdir(), "fake-paypal-")), "root.pem");
  writeFileSync(path, paypal.root);
  return path;
}
