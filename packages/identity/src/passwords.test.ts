import { expect, test } from "vitest";
import { createPasswords } from "./passwords.ts";

const passwords = createPasswords();

test("a password is verified against its hash, which says nothing of it", async () => {
  const stored = await passwords.hash("correct horse");
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwords.hash("correct horse")).not.toBe(stored);
  expect(await passwords.verify(stored, "correct horse")).toBe(true);
  expect(await passwords.verify(stored, "Correct horse")).toBe(false);
});

test("an account without a password is never let in, not even with the decoy's", async () => {
  for (const guess of ["", "no account has this password"]) {
    expect(await passwords.verify(null, guess)).toBe(false);
  }
});

test("more than run at once wait for their turn, and all are answered", async () => {
  const stored = await passwords.hash("p");
  const narrow = createPasswords(1);
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, index) => narrow.verify(stored, index % 2 === 0 ? "p" : "q")),
  );
  expect(answers).toEqual([true, false, true, false, true, false]);
});

test("a hash that cannot be read frees its place", async () => {
  const narrow = createPasswords(1);
  await expect(narrow.verify("no hash", "p")).rejects.toThrow();
  expect(await narrow.verify(await narrow.hash("p"), "p")).toBe(true);
});
