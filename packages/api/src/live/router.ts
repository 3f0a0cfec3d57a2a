import { procedure, router } from "../procedure/trpc.ts";

export const liveRouter = router({
  /** The names of what changed ("orders", "ord_…"; "*" is everything), for open pages. */
  events: procedure.subscription(async function* ({ ctx, signal }) {
    // A page was rendered before it listens, or lost its line for a while: it asks for all anew.
    const queue: string[][] = [["*"]];
    let wake = () => {};
    const unsubscribe = ctx.services.live.subscribe((topics) => {
      queue.push(topics);
      wake();
    });
    signal?.addEventListener("abort", () => wake());
    try {
      while (!signal?.aborted) {
        const topics = queue.splice(0).flat();
        if (topics.length > 0) yield { topics: [...new Set(topics)] };
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      unsubscribe();
    }
  }),
});
