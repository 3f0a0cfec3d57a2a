import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { at, root } from "./root.mjs";
import { hashOf, isFresh, writeStamp } from "./stamp.mjs";

const folder = at(`node_modules/.crossdock/test-${process.pid}`);
const name = relative(root, folder);

beforeEach(() => mkdirSync(`${folder}/inner`, { recursive: true }));
afterEach(() => rmSync(folder, { recursive: true }));

test("a stamp is fresh until a file's content or name changes", () => {
  writeFileSync(`${folder}/inner/a.ts`, "one");
  const first = hashOf([`${name}/inner`]);
  writeStamp(`${name}/stamp`, first);
  expect(isFresh(`${name}/stamp`, hashOf([`${name}/inner`]))).toBe(true);
  writeFileSync(`${folder}/inner/a.ts`, "two");
  expect(isFresh(`${name}/stamp`, hashOf([`${name}/inner`]))).toBe(false);
  rmSync(`${folder}/inner/a.ts`);
  writeFileSync(`${folder}/inner/b.ts`, "one");
  expect(hashOf([`${name}/inner`])).not.toBe(first);
  expect(hashOf([`${name}/inner`], (file) => file !== "b.ts")).toBe(
    hashOf([`${name}/inner`], () => false),
  );
});

test("of several processes, one prepares at a time", async () => {
  const log = `${folder}/log`;
  const script = `
    import { appendFileSync } from "node:fs";
    import { setTimeout } from "node:timers/promises";
    import { withLock } from ${JSON.stringify(new URL("./lock.mjs", import.meta.url))};
    await withLock(async () => {
      appendFileSync(${JSON.stringify(log)}, "in ");
      await setTimeout(50);
      appendFileSync(${JSON.stringify(log)}, "out ");
    });`;
  const children = [1, 2, 3].map(() =>
    spawn(process.execPath, ["--input-type=module", "-e", script]),
  );
  await Promise.all(children.map((child) => once(child, "exit")));
  expect(readFileSync(log, "utf8")).toBe("in out in out in out ");
});
