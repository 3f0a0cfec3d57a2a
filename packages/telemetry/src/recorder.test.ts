import { expect, test, vi } from "vitest";
import type { RequestRecord } from "./record.ts";
import { createRecorder, type RecorderOptions } from "./recorder.ts";
import { BatchRefused, batchOfRecords, type Sink } from "./sink.ts";
import { recordOf } from "./testing/records.ts";

type Memory = Sink & { batches: RequestRecord[][]; closed: boolean };

/** A sink in memory; what `before` throws is what its write throws. */
function memorySink(name: string, before = async () => {}): Memory {
  const sink: Memory = {
    ...{ name, batches: [], closed: false },
    batch: () =>
      batchOfRecords(async (records) => {
        await before();
        sink.batches.push([...records]);
      }),
    async close() {
      sink.closed = true;
    },
  };
  return sink;
}

function open(options: Partial<RecorderOptions> & { sinks: Sink[] }) {
  const errors: string[] = [];
  let summed = 0;
  const rollups = {
    add: () => void summed++,
    write: async () => {},
    cumulative: () => [],
  };
  const recorder = createRecorder({
    rollups,
    onError: ({ message }) => errors.push(message),
    ...options,
  });
  return { recorder, errors, summed: () => summed };
}

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => recordOf({ requestId: `req_${index}` }));

test("records are written in order, each second or when 5,000 wait", async () => {
  const sink = memorySink("memory");
  const { recorder } = open({ sinks: [sink] });
  for (const record of numbered(5001)) recorder.record(() => [record]);
  await vi.waitFor(() => expect(sink.batches.flat()).toHaveLength(5001), { timeout: 5000 });
  expect(sink.batches.map((batch) => batch.length)).toEqual([5000, 1]);
  expect(sink.batches.flat().map(({ requestId }) => requestId)).toEqual(
    numbered(5001).map(({ requestId }) => requestId),
  );
  await recorder.close();
  expect(sink.closed).toBe(true);
});

test("a full buffer drops, counts and tells, and sums go on", async () => {
  const held = Promise.withResolvers<void>();
  const sink = memorySink("slow", () => held.promise);
  const { recorder, errors, summed } = open({ sinks: [sink], recordsMax: 10 });
  for (const record of numbered(12)) recorder.record(() => [record]);
  expect(recorder.stats()).toEqual({ recorded: 12, dropped: 2, waiting: 10 });
  held.resolve();
  await recorder.close();
  expect(sink.batches.flat()).toHaveLength(10);
  expect(errors).toEqual(["the log of requests: slow did not get 2 records"]);
  expect(summed()).toBe(12);
});

test("bytes are bounded too: bodies need room", async () => {
  const body = "x".repeat(16_000);
  const detail = {
    ...{ query: null, requestHeaders: {}, requestBody: body },
    ...{ responseHeaders: {}, responseBody: body, masked: true },
  };
  const { recorder } = open({ sinks: [memorySink("memory")], bytesMax: 1_000_000 });
  for (const record of numbered(100)) recorder.record(() => [{ ...record, detail }]);
  expect(recorder.stats().waiting).toBe(15);
  await recorder.flush();
  for (const record of numbered(15)) recorder.record(() => [{ ...record, detail }]);
  expect(recorder.stats()).toEqual({ recorded: 115, dropped: 85, waiting: 15 });
  await recorder.close();
});

test("a sink that is away keeps its records until it is back, and is told of once", async () => {
  let away = true;
  const sink = memorySink("far", async () => {
    if (away) throw new Error("gone");
  });
  const { recorder, errors } = open({ sinks: [sink], recordsMax: 3 });
  for (const record of numbered(5)) recorder.record(() => [record]);
  await recorder.flush();
  await recorder.flush();
  expect(recorder.stats()).toEqual({ recorded: 5, dropped: 2, waiting: 3 });
  expect(errors).toEqual(["the log of requests: far failed"]);
  away = false;
  await recorder.flush();
  expect(sink.batches.flat().map(({ requestId }) => requestId)).toEqual([
    "req_0",
    "req_1",
    "req_2",
  ]);
  expect(errors[1]).toBe("the log of requests: far did not get 2 records");
  await recorder.close();
});

test("a batch that is refused is given up, and the next one is written", async () => {
  let refusing = true;
  const sink = memorySink("strict", async () => {
    if (refusing) throw new BatchRefused("no");
  });
  const { recorder, errors } = open({ sinks: [sink] });
  recorder.record(() => [recordOf()]);
  await recorder.flush();
  refusing = false;
  recorder.record(() => [recordOf()]);
  await recorder.close();
  expect(recorder.stats()).toEqual({ recorded: 2, dropped: 1, waiting: 0 });
  expect(sink.batches).toHaveLength(1);
  expect(errors).toHaveLength(2);
});

test("a sink that stands still takes nothing from another", async () => {
  const held = Promise.withResolvers<void>();
  const sinks = [memorySink("still", () => held.promise), memorySink("quick")];
  const { recorder } = open({ sinks, recordsMax: 5 });
  for (const record of numbered(3)) recorder.record(() => [record]);
  const flushed = recorder.flush();
  await vi.waitFor(() => expect(sinks[1]?.batches.flat()).toHaveLength(3));
  expect(sinks[0]?.batches).toEqual([]);
  held.resolve();
  await flushed;
  await recorder.close();
});

test("what cannot be written at the end is counted", async () => {
  const sink = memorySink("gone", () => Promise.reject(new Error("gone")));
  const { recorder, errors } = open({ sinks: [sink] });
  for (const record of numbered(4)) recorder.record(() => [record]);
  await recorder.close();
  expect(recorder.stats()).toEqual({ recorded: 4, dropped: 4, waiting: 0 });
  expect(errors.at(-1)).toBe("the log of requests: gone did not get 4 records");
});

test("no request puts its record together itself, and one that cannot be is told of and counted", async () => {
  const sink = memorySink("memory");
  const { recorder, errors, summed } = open({ sinks: [sink] });
  let made = 0;
  const make = (record: RequestRecord) => () => {
    made += 1;
    return [record];
  };
  const [first = recordOf(), second = recordOf()] = numbered(2);
  recorder.record(make(first));
  recorder.record(() => {
    throw new Error("no");
  });
  recorder.record(make(second));
  expect(made).toBe(0);
  await vi.waitFor(() => expect(made).toBe(2));
  expect(summed()).toBe(2);
  await recorder.flush();
  expect(sink.batches.flat()).toEqual([first, second]);
  expect(recorder.stats()).toEqual({ recorded: 2, dropped: 1, waiting: 0 });
  expect(errors).toEqual(["the log of requests: a record could not be made"]);
  await recorder.close();
});
