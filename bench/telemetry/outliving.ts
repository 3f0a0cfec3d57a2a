import { type Load, load } from "../load.ts";
import type { Server } from "../server.ts";
import { openInspector } from "./inspector.ts";

/**
 * How many bytes of each request V8 has to carry through its small collections, on the mean: what is gone
 * before costs nothing, what is not is copied twice and left to the large ones. With them is counted what was
 * made last, and not collected yet.
 */
export async function outlivingBytes(
  what: Load,
  server: Server,
  inspectorPort: number,
  seconds: number,
): Promise<number> {
  const { call, close } = await openInspector(inspectorPort);
  const samplingInterval = 8192;
  const options = { samplingInterval, includeObjectsCollectedByMajorGC: true };
  await call("HeapProfiler.enable");
  await call("HeapProfiler.startSampling", options);
  const { answered } = await load(what, server, { duration: seconds });
  const { profile } = await call<{ profile: { head: Node } }>("HeapProfiler.stopSampling");
  close();
  return bytesOf(profile.head) / answered;
}

/** As the protocol has it: `HeapProfiler.SamplingHeapProfileNode`. */
type Node = { selfSize: number; children: Node[] };

function bytesOf({ selfSize, children }: Node): number {
  return children.reduce((sum, child) => sum + bytesOf(child), selfSize);
}
