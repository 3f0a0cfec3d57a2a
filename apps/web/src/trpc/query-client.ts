import { defaultShouldDehydrateQuery, QueryClient } from "@tanstack/react-query";
import { problemOf } from "./problem.ts";

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: mayRetry },
      // Queries that the server began and didn't await stream to the browser.
      dehydrate: {
        shouldDehydrateQuery: (query) =>
          defaultShouldDehydrateQuery(query) || query.state.status === "pending",
      },
    },
  });
}

/** Asking again mends a lost connection, not a refusal. */
function mayRetry(failures: number, error: Error): boolean {
  const problem = problemOf(error);
  return failures < 2 && (problem === null || problem.status >= 500);
}
