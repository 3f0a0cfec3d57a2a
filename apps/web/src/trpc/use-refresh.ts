import { useQueryClient } from "@tanstack/react-query";

/** Asks anew for everything on the screen: what a step changed is seldom in one place. */
export function useRefresh(): () => Promise<void> {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries();
}
