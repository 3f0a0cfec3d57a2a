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
