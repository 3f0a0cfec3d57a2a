import { openInspector } from "./inspector.ts";

/** What V8's sampling profiler saw, as the inspector's protocol has it: `Profiler.Profile`. */
export type Profile = {
  nodes: {
    id: number;
    callFrame: { functionName: string; url: string };
    children?: number[];
  }[];
  /** The node that ran, of each sample. */
  samples: number[];
};

/** Profiles the process whose inspector listens on a port of this machine, for as long as `during` takes. */
export async function profile(port: number, during: () => Promise<void>): Promise<Profile> {
  const { call, close } = await openInspector(port);
  await call("Profiler.enable");
  await call("Profiler.setSamplingInterval", { interval: 1000 });
  await call("Profiler.start");
  await during();
  const { profile } = await call<{ profile: Profile }>("Profiler.stop");
  close();
  return profile;
}

/**
 * The share of the busy time in which a function of one of these files was running or had called what ran.
 * Samples are counted, since the time between two is also that in which the whole machine stood still. The
 * collector's are left out, of which nobody knows for whom it works: as if all caused it alike.
 */
export function shareOf({ nodes, samples }: Profile, isOfThem: (url: string) => boolean): number {
  const [theirs, without] = [new Set<number>(), new Set<number>()];
  // A node comes before those it called.
  for (const { id, callFrame, children = [] } of nodes) {
    const { functionName: name, url } = callFrame;
    if (name === "(idle)" || name === "(garbage collector)") without.add(id);
    if (isOfThem(url)) theirs.add(id);
    if (theirs.has(id)) for (const child of children) theirs.add(child);
  }
  const busy = samples.filter((id) => !without.has(id));
  return busy.filter((id) => theirs.has(id)).length / busy.length;
}
