"use client";

import type { Query } from "@tanstack/react-query";
import { useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useEffect, useRef } from "react";
import { useTRPC } from "../../trpc/client.tsx";
import { isLeaving } from "../../trpc/use-leave.ts";

/** Refreshes what is on the screen when the server says that it has changed. */
export function LiveUpdates() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const lately = useRef(new Map<string, number>());
  const live = useSubscription(
    trpc.live.events.subscriptionOptions(undefined, {
      onData: ({ topics }) => {
        if (isLeaving(queryClient)) return;
        for (const topic of topics) lately.current.set(topic, Date.now());
        void queryClient.invalidateQueries({ predicate: concerns(new Set(topics)) });
      },
      // The server ends it where the reader's own account was changed.
      onConnectionStateChange: ({ state }) => {
        if (state === "idle" && !isLeaving(queryClient)) live.reset();
      },
    }),
  );
  // What a page was rendered with may be older than the news that came before it was on the screen.
  useEffect(
    () =>
      queryClient.getQueryCache().subscribe(({ type, query }) => {
        if (type !== "observerAdded" || !concerns(since(lately.current, renderedMs))(query)) return;
        void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true });
      }),
    [queryClient],
  );
  return null;
}

// A page is on the screen within this time after the server read its data.
const renderedMs = 10_000;

function since(times: Map<string, number>, ms: number): Set<string> {
  const now = Date.now();
  for (const [topic, at] of times) if (at < now - ms) times.delete(topic);
  return new Set(times.keys());
}

/**
 * A topic is a router ("orders"), an id that a query asked for, or "*" for everything. The shop's
 * overview sums up all of them.
 */
function concerns(topics: ReadonlySet<string>): (query: Query) => boolean {
  return ({ queryKey: [path, options] }) => {
    const router = Array.isArray(path) ? path[0] : undefined;
    if (topics.has("*") || router === "shop") return true;
    return topics.has(router) || inputsOf(options).some((id) => topics.has(id));
  };
}

function inputsOf(options: unknown): string[] {
  if (typeof options !== "object" || options === null || !("input" in options)) return [];
  return Object.values(options.input ?? {}).filter((value) => typeof value === "string");
}
