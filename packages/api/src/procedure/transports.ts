/** By which way a call came. `page`: the pages where customers sign in. `seed` calls have no reactions: nobody gets mail for them. */
export const transports = ["trpc", "rest", "mcp", "webhook", "job", "cli", "page", "seed"] as const;

export type Transport = (typeof transports)[number];
