export {
  createRequestCounter,
  type RequestCounter,
  type RequestCounterOptions,
} from "./request-counter.ts";
