import { parentPort } from "node:worker_threads";
import { compute, type EvaluateTask } from "./compute.ts";

// An expression or a pattern that never ends is ended with its thread.
parentPort?.on("message", async (task: EvaluateTask) => {
  parentPort?.postMessage(await compute(task));
});
parentPort?.postMessage("ready");
