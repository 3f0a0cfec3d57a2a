export { ConnectorError, type ConnectorErrorKind } from "./connector-error.ts";
export type * from "./contract.ts";
export type { Credential } from "./credentials.ts";
export {
  type ConnectorId,
  type Connectors,
  type ConnectorsConfig,
  type ConnectorsOptions,
  createConnectors,
} from "./registry.ts";
export { signTestEvent, type TestEvent, type TestEventType } from "./test/event.ts";
export { createTestPayToken, readTestPayToken, type TestPay } from "./test/pay-token.ts";
