/** `worker` is all background work, `outgoing` all calls to third parties, `writes` all changes. */
export const pausableParts = ["worker", "outgoing", "writes"] as const;
export type PausablePart = (typeof pausableParts)[number];
