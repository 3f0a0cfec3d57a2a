import type { ReactNode } from "react";
import { requireMe } from "../trpc/server.tsx";

/** Shows what only some roles may use. The procedures refuse the others in any case. */
export async function Can({ permission, children }: { permission: string; children: ReactNode }) {
  const { permissions } = await requireMe();
  return permissions.includes(permission) ? children : null;
}
