/** Bytes of a delivery at the most; Stripe's largest events have some hundred thousand. */
export const inboundBytesMax = 1_000_000;
