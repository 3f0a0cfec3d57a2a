import { AppError, type Principal } from "@crossdock/core";
import { toTrpcError } from "../procedure/errors.ts";
import { procedure, router } from "../procedure/trpc.ts";

// What changes anywhere is for those who may see everything, or for pages that are told a part.
const forPages = procedure.use(({ ctx: { principal }, next }) => {
  if (principal.kind === "user" || principal.kind === "system") return next();
  throw toTrpcError(new AppError("forbidden", { detail: "Live updates are for people's pages." }));
});

export const liveRouter = router({
  /**
   * The names of what changed ("orders", "ord_…"; "*" is everything), for open pages. It ends with
   * "*" when the caller or the caller's partner was changed: the page asks anew, as who it is now.
   */
  events: forPages.subscription(async function* ({ ctx, signal }) {
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
        if (concern(ctx.principal, topics)) return void (yield { topics: ["*"] });
        const told = topics.filter((topic) => mayHear(ctx.principal, topic));
        if (told.length > 0) yield { topics: [...new Set(told)] };
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      unsubscribe();
    }
  }),
});

function concern({ id, partnerId }: Principal, topics: readonly string[]): boolean {
  return topics.some((topic) => topic === id || topic === partnerId);
}

// Ids are of everybody's objects: a partner's developers would learn what others have, and when.
function mayHear({ partnerId }: Principal, topic: string): boolean {
  return partnerId === null || forPartners.has(topic);
}

const forPartners = new Set(["*", "keys", "clients", "usage", "exports"]);
