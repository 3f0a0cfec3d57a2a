/** What the overview tells of the API. */
export const apiToday = { range: "24h", transport: "rest" } as const;
