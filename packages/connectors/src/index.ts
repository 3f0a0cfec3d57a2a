export { ConnectorError, type ConnectorErrorKind } from "./connector-error.ts";
export type * from "./contract.ts";
export { type ConnectorCategory, type ConnectorDefinition, hostOf } from "./definition.ts";
export * from "./inbound/index.ts";
export type * from "./notify-contract.ts";
export { type PaymentCase, paymentContract } from "./payment-contract.ts";
export type * from "./payment-trial.ts";
export {
  type ConnectorId,
  type Connectors,
  type ConnectorsOptions,
  createConnectors,
  definitions,
  isReady,
  type RegisteredConnector,
} from "./registry.ts";
export type { ConnectorStore, MergedSettings, SettingState } from "./settings.ts";
export type * from "./social/publish.ts";
export type * from "./storage-contract.ts";
export { signTestEvent, type TestEvent, type TestEventType } from "./test/event.ts";
export { createTestPayToken, readTestPayToken, type TestPay } from "./test/pay-token.ts";
