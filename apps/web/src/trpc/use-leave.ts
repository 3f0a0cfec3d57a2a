import { type QueryClient, useMutation } from "@tanstack/react-query";

/**
 * Ends the session by `end` and shows the login page: a whole page load, so that nothing of the session stays
 * in memory. From the first moment on the page asks for nothing of its own accord (see `isLeaving`).
 */
export function useLeave(end: () => Promise<unknown>) {
  return useMutation({
    mutationKey,
    mutationFn: end,
    onSuccess: () => window.location.assign("/login"),
  });
}

/** Whether the reader is signing out: what is asked now is refused, which is no session that ended by itself. */
export function isLeaving(queryClient: QueryClient): boolean {
  const leaves = queryClient.getMutationCache().findAll({ mutationKey });
  return leaves.some(({ state }) => state.status !== "error");
}

const mutationKey = ["leave"];
