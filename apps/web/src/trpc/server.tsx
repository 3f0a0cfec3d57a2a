import type { AppRouter } from "@crossdock/api";
import type { QueryClient } from "@tanstack/react-query";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import type { TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { cache } from "react";
import { sessionToken } from "../auth.ts";
import { inPortal } from "../nav.ts";
import { runtime } from "../runtime.ts";
import { makeQueryClient } from "./query-client.ts";

export type Outputs = inferRouterOutputs<AppRouter>;
export type Me = Outputs["me"]["get"];

/** The procedures for this request's user, run in this process, and the cache they fill. */
export const serverApi = cache((): ServerApi => {
  const queryClient = makeQueryClient();
  const ctx = cache(async () => runtime().contextFor(await sessionToken()));
  const { router } = runtime();
  return { queryClient, trpc: createTRPCOptionsProxy<AppRouter>({ router, ctx, queryClient }) };
});

type ServerApi = { queryClient: QueryClient; trpc: TRPCOptionsProxy<AppRouter> };

/** Hands what the page has fetched to the components below. */
export function Hydrate({ children }: { children: ReactNode }) {
  return (
    <HydrationBoundary state={dehydrate(serverApi().queryClient)}>{children}</HydrationBoundary>
  );
}

/**
 * Who of the team is signed in; visitors go to the login page, partners' developers to the portal.
 * A courtesy: procedures protect.
 */
export const requireMe = cache(async (): Promise<Me> => {
  const me = await signedIn();
  if (me.partnerId !== null) redirect(inPortal((await headers()).get("x-path") ?? "/"));
  return me;
});

/** The partner's developer who is signed in; members of the team go to the dashboard. */
export const requireDeveloper = cache(async (): Promise<Me & { partnerId: string }> => {
  const { partnerId, ...me } = await signedIn();
  if (partnerId === null) redirect("/");
  return { ...me, partnerId };
});

function signedIn(): Promise<Me> {
  const { queryClient, trpc } = serverApi();
  return orElsewhere(queryClient.fetchQuery(trpc.me.get.queryOptions({})));
}

/** The value; the "not found" page where there is none, the login page where nobody is signed in. */
export function orElsewhere<T>(value: Promise<T>): Promise<T> {
  return value.catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    // An id that cannot exist is as missing as one that does not.
    if (code === "NOT_FOUND" || code === "UNPROCESSABLE_CONTENT" || code === "BAD_REQUEST")
      notFound();
    // The first comes from a procedure, the second from the making of its context.
    if (code === "UNAUTHORIZED" || code === "unauthenticated") redirect("/login");
    throw error;
  });
}
