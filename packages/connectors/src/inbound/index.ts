export { inboundBytesMax } from "./bytes-max.ts";
export { type AskGithub, failedDeliveries, redeliver } from "./github-deliveries.ts";
export { type RefusalReason, refusalReasons } from "./refusal.ts";
export { faultOfSecret, type SourceSecret, sourceHeaders, verifySource } from "./source.ts";
