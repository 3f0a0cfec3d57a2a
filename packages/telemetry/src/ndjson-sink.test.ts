import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createNdjsonSink } from "./ndjson-sink.ts";
import { recordOf, writeTo } from "./testing/records.ts";

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
  await writeTo(sink, [record, record]);
  await writeTo(sink, [record]);
  expect(parse(await readFile(path, "utf8"))).toEqual([asJson, asJson, asJson]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await rename(path, `${path}.1`);
  await writeTo(sink, [record]);
  expect(parse(await readFile(path, "utf8"))).toEqual([asJson]);
  await sink.close();
});

test("a place that cannot be written is an error, so that the batch is kept", async () => {
  const sink = createNdjsonSink(join(directory, "no", "where"));
  await expect(writeTo(sink, [record])).rejects.toThrow();
});

test("a process's stdout gets them whole, also through a pipe that is slow", async () => {
  const code = `
    import { createNdjsonSink } from ${JSON.stringify(new URL("./ndjson-sink.ts", import.meta.url).href)};
    const record = ${JSON.stringify(asJson)};
    const batch = createNdjsonSink("stdout").batch();
    for (let count = 0; count < 2000; count++) batch.add(record);
    await batch.write();`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [lines] = await Promise.all([text(child.stdout), once(child, "close")]);
  expect(parse(lines)).toHaveLength(2000);
  expect(parse(lines).at(-1)).toEqual(asJson);
});
