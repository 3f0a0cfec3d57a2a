/**
 * What the receiver knows repetitions of an effect by: the same for each attempt and each replay of a
 * mapping for an event.
 */
export function runKey(mappingId: string, eventId: string): string {
  return `${mappingId}.${eventId}`;
}

/** Says how many mappings led to a request, so that what two systems tell each other ends. */
export const hopsHeader = "crossdock-hops";

/** An event that so many mappings led to sets off no other. */
export const hopsMax = 8;

/** What the header says; 0 where it says nothing sensible. */
export function readHops(header: unknown): number {
  return typeof header === "string" && /^\d{1,2}$/.test(header) ? Number(header) : 0;
}
