export * from "./clock.ts";
export * from "./email.ts";
export * from "./errors.ts";
export * from "./ids.ts";
export * from "./limits.ts";
export * from "./money.ts";
export * from "./page.ts";
export * from "./principal.ts";
