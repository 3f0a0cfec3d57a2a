/**
 * Money in the provider's own unit: `captured` is what was ever taken, `refunded` what was given or taken
 * back of it, `payments` how many took money.
 */
export type Totals = { payments: number; authorized: number; captured: number; refunded: number };
