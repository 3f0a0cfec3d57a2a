import {
  defaultShouldDehydrateQuery,
  isServer,
  QueryCache,
  QueryClient,
} from "@tanstack/react-query";
import { problemOf } from "./problem.ts";
import { isLeaving } from "./use-leave.ts";

export function makeQueryClient(): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: (error) => leaveIfSignedOut(client, error) }),
    defaultOptions: {
      queries: { staleTime: 30_000, retry: mayRetry },
      // Queries that the server began and didn't await stream to the browser.
      dehydrate: {
        shouldDehydrateQuery: (query) =>
          defaultShouldDehydrateQuery(query) || query.state.status === "pending",
      },
    },
  });
  return client;
}

/** Asking again mends a lost connection, not a refusal. */
function mayRetry(failures: number, error: Error): boolean {
  const problem = problemOf(error);
  return !isServer && failures < 2 && (problem === null || problem.status >= 500);
}

/** A session that has ended shows the login page, and comes back to this one after it. */
function leaveIfSignedOut(client: QueryClient, error: Error): void {
  if (isServer || problemOf(error)?.status !== 401 || isLeaving(client)) return;
  const { pathname, search } = window.location;
  window.location.assign(`/login?next=${encodeURIComponent(pathname + search)}`);
}
