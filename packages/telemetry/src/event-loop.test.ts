import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "@crossdock/core";
import { afterEach, expect, test, vi } from "vitest";
import { type EventLoop, watchEventLoop } from "./event-loop.ts";

let loop: EventLoop | undefined;
afterEach(() => loop?.close());

function block(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

test("what keeps the event loop from its work is seen, and the next half minute forgets it", async () => {
  loop = watchEventLoop({ clock: systemClock, everyMs: 400, keptMax: 2 });
  await sleep(60);
  block(200);
  await vi.waitFor(() => expect(loop?.samples().length).toBeGreaterThanOrEqual(1));
  await vi.waitFor(() => expect(loop?.samples()[0]?.max).toBeGreaterThan(150), 5000);
  const first = loop.samples()[0];
  expect(first?.p50).toBeLessThan(first?.max ?? 0);
  // Two are kept, and the one that runs.
  await vi.waitFor(() => expect(loop?.samples()[0]?.at).not.toEqual(first?.at), 5000);
  await vi.waitFor(() => expect(loop?.samples()).toHaveLength(3), 5000);
});
