import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Evaluated, EvaluateTask } from "./compute.ts";

/**
 * Evaluates the expressions of a mapping in a thread of their own, one task after the other: a loop,
 * a pattern that backtracks for ever or a result without end takes that thread down and nothing else.
 */
export function evaluate(task: EvaluateTask): Promise<Evaluated> {
  const result = last.then(() => run(task));
  last = result.catch(() => {});
  return result;
}

const timeoutMs = 1000;
const resourceLimits = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };

let last: Promise<unknown> = Promise.resolve();
let current: Promise<Worker> | undefined;

async function run(task: EvaluateTask): Promise<Evaluated> {
  current ??= start();
  const worker = await current;
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(), timeoutMs);
  try {
    worker.ref();
    worker.postMessage(task);
    const [evaluated] = await once(worker, "message", { signal: ended.signal });
    return evaluated as Evaluated;
  } catch (error) {
    // What it left behind in memory goes with it.
    current = undefined;
    await worker.terminate();
    return failed(ended.signal.aborted ? tooSlow : tooLarge(error));
  } finally {
    clearTimeout(timer);
    worker.unref();
  }
}

async function start(): Promise<Worker> {
  const worker = new Worker(new URL("./thread.ts", import.meta.url), {
    resourceLimits,
    // It gets nothing that an expression could be made to tell.
    env: {},
    execArgv: [],
    stdin: false,
  });
  // An idle thread that dies is replaced at the next task.
  worker.on("error", () => {
    current = undefined;
  });
  await once(worker, "message");
  return worker;
}

const tooSlow = `It took longer than ${timeoutMs / 1000} s: look for a loop, or a pattern that backtracks.`;

function tooLarge(error: unknown): string {
  const isMemory = Object(error).code === "ERR_WORKER_OUT_OF_MEMORY";
  return isMemory
    ? "It needs too much memory: the result is too large."
    : String(error).slice(0, 300);
}

function failed(detail: string): Evaluated {
  const values = { path: {}, query: {}, header: {} };
  return { matches: true, values, faults: [{ path: ["expression"], detail }] };
}
