export { bucketOf, durationOf, type Histogram, percentile } from "./histogram.ts";
export {
  type Phase,
  type Phases,
  phases,
  type RecordedPrincipal,
  type RecordedTransport,
  type RequestDetail,
  type RequestRecord,
  recordedTransports,
} from "./record.ts";
export {
  createRequestCounter,
  type RequestCounter,
  type RequestCounterOptions,
} from "./request-counter.ts";
export {
  type ApiCall,
  createUsageRecorder,
  type UsageRecorder,
  type UsageRecorderOptions,
} from "./usage.ts";
