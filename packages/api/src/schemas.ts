/** The schemas alone, safe in a browser: forms check with what the procedures check. */
export * from "./audit/schema.ts";
export * from "./customers/schema.ts";
export * from "./events/schema.ts";
export * from "./fulfillments/schema.ts";
export * from "./inbox/schema.ts";
export * from "./inquiries/schema.ts";
export * from "./inventory/schema.ts";
export * from "./keys/schema.ts";
export * from "./me/schema.ts";
export * from "./notifications/schema.ts";
export * from "./operations/schema.ts";
export * from "./orders/schema.ts";
export * from "./partners/schema.ts";
export * from "./payments/schema.ts";
export { roles } from "./procedure/permissions.ts";
export * from "./products/schema.ts";
export * from "./shop/schema.ts";
export * from "./users/schema.ts";
