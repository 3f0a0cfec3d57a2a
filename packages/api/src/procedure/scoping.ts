import type { Principal } from "@crossdock/core";

/** The rows that the caller may see: a partner's credential its own, everybody else's all. */
export function ownRows({ partnerId }: Principal): { partnerId?: string } {
  return partnerId === null ? {} : { partnerId };
}
