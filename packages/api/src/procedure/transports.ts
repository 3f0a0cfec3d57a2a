/** By which way a call came. `seed` calls have no reactions: nobody gets mail for them. */
export const transports = ["trpc", "rest", "mcp", "webhook", "job", "cli", "seed"] as const;

export type Transport = (typeof transports)[number];
