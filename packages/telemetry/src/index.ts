export type { Distribution } from "./distributions.ts";
export {
  type EventLoop,
  type EventLoopSample,
  watchEventLoop,
} from "./event-loop.ts";
export { bucketOf, durationOf, type Histogram, mergeHistograms, percentile } from "./histogram.ts";
export { type ShownSchema, shownBySchema, shownText } from "./mask.ts";
export { shownRequestHeaders, shownResponseHeaders } from "./mask-headers.ts";
export {
  createMetrics,
  type Family,
  type Metrics,
  type MetricValues,
  type Sample,
  type SampleFamily,
} from "./metrics.ts";
export { createNdjsonSink } from "./ndjson-sink.ts";
export { ensurePartitions } from "./partitions.ts";
export { type IpPolicy, keptAddress, keptAgent, keptPath, masked } from "./policy.ts";
export { createPostgresSink, insertRecords } from "./postgres-sink.ts";
export { type ErrorSum, readErrorRollups } from "./read-error-rollups.ts";
export {
  bucketsSince,
  type RollupKey,
  type RollupSum,
  readRollups,
} from "./read-rollups.ts";
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
  createRecorder,
  type Recorder,
  type RecorderOptions,
  type RecorderStats,
} from "./recorder.ts";
export type { RollupFilter, RollupSegment } from "./rollup-query.ts";
export { type Grain, grainMs, rollupDays } from "./rollup-rows.ts";
export { createRollups, insertRollups, type Rollups } from "./rollups.ts";
export { BatchRefused, type Sink } from "./sink.ts";
export type { Sum, SumKey } from "./sums.ts";
export { tidyRequestLog } from "./tidy.ts";
