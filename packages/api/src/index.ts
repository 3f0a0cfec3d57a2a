export { customerScopes, grantableScopes, permissionsOf } from "./access.ts";
export { type CustomerAccess, createCustomerAccess } from "./accounts/access.ts";
export { evaluateAlerts } from "./alerts/evaluate.ts";
export { installAlertRules } from "./alerts/presets.ts";
export type { Head } from "./audit/chain.ts";
export { countWaiting, readHead } from "./audit/chain-audit.ts";
export { type AuditReport, verifyAudit } from "./audit/verify-audit.ts";
export { type Caller, callAs } from "./caller.ts";
export { createNoticeLog } from "./connectors/notice-log.ts";
export { createConnectorStore } from "./connectors/store.ts";
export { examine, type Finding } from "./doctor.ts";
export {
  expectUpload,
  openFile,
  openImage,
  type Served as ServedFile,
} from "./files/serve.ts";
export {
  createInboundSources,
  type InboundSourceKnown,
  type InboundSources,
} from "./inbound-sources/known.ts";
export { jobs, reactsTo } from "./jobs.ts";
export { logTopic } from "./logs/tail.ts";
export { hopsHeader, readHops } from "./mappings/key.ts";
export type { PublicApi, PublicOperation, PublicVersion } from "./operations/public-api.ts";
export {
  createOperationSettings,
  type OperationSetting,
  type OperationSettings,
  type OperationSettingsOptions,
} from "./operations/settings.ts";
export { heldBy } from "./pauses/held.ts";
export { createPauses, type Pauses } from "./pauses/known.ts";
export { refuseWrites } from "./pauses/refuse.ts";
export { returnFromProvider } from "./payments/return.ts";
export type { Context, Services } from "./procedure/context.ts";
export { logUrlOf, toAppError, toTrpcError } from "./procedure/errors.ts";
export { type Job, toJobData } from "./procedure/jobs.ts";
export { roles } from "./procedure/permissions.ts";
export type { Transport } from "./procedure/transports.ts";
export { readSharedProduct, type SharedProduct } from "./products/shared.ts";
export { type AppRouter, appRouter } from "./router.ts";
export { noteSignIn } from "./users/sign-in.ts";
export { linkIdentity, type SocialProfile, signInBySocial } from "./users/social.ts";
export { versions } from "./versions/index.ts";
export { eventWebhooks } from "./versions/webhooks.ts";
