export type { Answer, RecordedRequest } from "./exchange.ts";
export type { CallFault, CallFaultKind, FaultRates, WebhookFault } from "./faults.ts";
export { type FakeGithub, startFakeGithub } from "./github/fake.ts";
export { type CertificateOptions, createCertificate } from "./paypal/certificates.ts";
export {
  type PaypalDelivery,
  paypalAuthority,
  signPaypalDelivery,
} from "./paypal/signature.ts";
export { type FakeProviders, type FakeProvidersOptions, startFakeProviders } from "./start.ts";
