import { randomInt } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestWorld, type TestWorld } from "./testing.ts";
import { sealWith } from "./vault.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("what is sealed opens for its purpose", async () => {
  for (const plain of ["sk_live_canary", "", "é😀\0\n", "x".repeat(100_000)]) {
    const sealed = await world.vault.seal(plain, "totp usr_1");
    if (plain !== "") expect(sealed).not.toContain(plain);
    expect(await world.vault.open(sealed, "totp usr_1")).toBe(plain);
  }
});

test("a text moved to another row or column does not open there", async () => {
  const sealed = await world.vault.seal("canary", "totp usr_1");
  for (const purpose of ["totp usr_2", "oauth usr_1", "totp usr_1 ", "", "totp usr_11"]) {
    await expect(world.vault.open(sealed, purpose)).rejects.toThrow();
  }
});

test("of 10,000 texts with one bit flipped none opens", { timeout: 60_000 }, async () => {
  const sealed = await world.vault.seal("a secret of some length", "p");
  let opened = 0;
  for (let trial = 0; trial < 10_000; trial++) {
    const text = Buffer.from(sealed);
    // All positions in turn, the header's among them.
    const at = trial % text.length;
    text[at] = (text[at] ?? 0) ^ (1 << randomInt(8));
    await world.vault.open(text.toString("latin1"), "p").then(
      () => opened++,
      () => {},
    );
  }
  expect(opened).toBe(0);
});

test("a text that is cut off, padded or of another making does not open", async () => {
  const sealed = await world.vault.seal("canary", "p");
  const others = [
    ...["", "sealed:v1:1:", "sealed:v1:1:AAAA", "plain", "sealed:v2:1:AAAA", `${sealed}=`],
    ...[sealed.slice(0, -1), `${sealed}A`, ` ${sealed}`, `${sealed}\n`, sealed.toUpperCase()],
    sealed.replace("sealed:v1:1:", "sealed:v1:999999999:"),
    sealed.replace("sealed:v1:1:", "sealed:v1:01:"),
  ];
  for (const other of others) {
    await expect(world.vault.open(other, "p"), other).rejects.toThrow();
  }
});

test("each text has a key and a nonce of its own, made of 256 random bits", async () => {
  const key = await world.keyring.current();
  const salts = new Set<string>();
  for (let n = 0; n < 20_000; n++) {
    const sealed = sealWith(key, "the same", "p");
    const bytes = Buffer.from(sealed.slice(sealed.lastIndexOf(":") + 1), "base64url");
    salts.add(bytes.subarray(0, 32).toString("latin1"));
  }
  expect(salts.size).toBe(20_000);
});
