import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "./client.tsx";

/** Whether the reader's role has this permission, to leave out what leads nowhere for them. */
export function useMay(permission: string): boolean {
  const { data: me } = useQuery(useTRPC().me.get.queryOptions({}));
  return me?.permissions.includes(permission) === true;
}
