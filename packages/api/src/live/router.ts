import { AppError } from "@crossdock/core";
import { toTrpcError } from "../procedure/errors.ts";
import { procedure, router } from "../procedure/trpc.ts";

// What changes anywhere is for those who may see everything.
const forTheTeam = procedure.use(({ ctx: { principal }, next }) => {
  if (principal.kind !== "customer" && principal.partnerId === null) return next();
  throw toTrpcError(new AppError("forbidden", { detail: "Live updates are for the team." }));
});

export const liveRouter = router({
  /** The names of what changed ("orders", "ord_…"; "*" is everything), for open pages. */
  events: forTheTeam.subscription(async function* ({ ctx, signal }) {
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
