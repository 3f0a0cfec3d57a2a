import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createNdjsonSink } from "./ndjson-sink.ts";
import { recordOf } from "./testing/records.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "crossdock-log-"));
});
afterAll(() => rm(directory, { recursive: true }));

const record = recordOf({ path: 'a\nline "of" two' });
const parse = (lines: string) =>
  lines
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
const asJson = JSON.parse(JSON.stringify(record));

test("a file grows by a line a record, and is nobody else's", async () => {
  const path = join(directory, "requests.ndjson");
  const sink = createNdjsonSink(path);
  await sink.write([record, record]);
  await sink.write([record]);
  expect(parse(await readFile(path, "utf8"))).toEqual([asJson, asJson, asJson]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await rename(path, `${path}.1`);
  await sink.write([record]);
  expect(parse(await readFile(path, "utf8"))).toEqual([asJson]);
  await sink.close();
});

test("a place that cannot be written is an error, so that the batch is kept", async () => {
  await expect(createNdjsonSink(join(directory, "no", "where")).write([record])).rejects.toThrow();
});

test("a process's stdout gets them whole, also through a pipe that is slow", async () => {
  const code = `
    import { createNdjsonSink } from ${JSON.stringify(new URL("./ndjson-sink.ts", import.meta.url).href)};
    const record = ${JSON.stringify(asJson)};
    await createNdjsonSink("stdout").write(Array.from({ length: 2000 }, () => record));`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [lines] = await Promise.all([text(child.stdout), once(child, "close")]);
  expect(parse(lines)).toHaveLength(2000);
  expect(parse(lines).at(-1)).toEqual(asJson);
});
