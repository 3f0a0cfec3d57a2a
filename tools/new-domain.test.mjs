import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newDomain } from "./new-domain.mjs";
import { root as clone } from "./prepare/root.mjs";

const registry = "packages/api/src/router.ts";
const scoping = "packages/api/src/procedure/scoping.ts";
let root;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "crossdock-new-"));
  for (const path of [registry, scoping]) write(path, readFileSync(join(clone, path), "utf8"));
});

afterEach(() => rmSync(root, { recursive: true }));

test("writes a folder and a Prisma file, and registers the router", () => {
  const before = read(registry);
  const paths = newDomain(root, "gift-cards");
  expect(paths).toEqual([
    "packages/api/src/gift-cards/schema.ts",
    "packages/api/src/gift-cards/router.ts",
    "packages/api/src/gift-cards/router.test.ts",
    "prisma/schema/gift-cards.prisma",
    registry,
    scoping,
  ]);
  expect(paths.map(read).join("\n")).not.toMatch(/__[A-Za-z]/);
  expect(read("prisma/schema/gift-cards.prisma")).toContain('@@map("gift_card")');
  expect(read(registry)).toContain("  giftCards: giftCardsRouter,\n");
  expect(linesOf(read(registry)) - linesOf(before)).toBe(2);
  expect(read(scoping)).toContain("  giftCard: Prisma.GiftCardWhereInput;\n");
  expect(read(scoping)).toContain("  giftCard: { partner: ofPartner },\n");
});

test.each([
  ["categories", "Category"],
  ["addresses", "Address"],
  ["gift-cards", "GiftCard"],
])("knows the singular of %s", (name, singular) => {
  newDomain(root, name);
  expect(read(`prisma/schema/${name}.prisma`)).toContain(`model ${singular} {`);
});

test("refuses a name that is not a plural in kebab-case, and one that is taken", () => {
  expect(() => newDomain(root, "GiftCard")).toThrow("kebab-case");
  newDomain(root, "gift-cards");
  expect(() => newDomain(root, "gift-cards")).toThrow("is there already");
});

function read(path) {
  return readFileSync(join(root, path), "utf8");
}

function write(path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function linesOf(text) {
  return text.split("\n").length;
}
