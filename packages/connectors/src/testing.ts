export { startPagerDuty } from "./post/pagerduty-testing.ts";
export { type Receiver, startReceiver } from "./post/testing.ts";
export { type FakeS3, type S3Fault, startFakeS3 } from "./s3/testing.ts";
export { type Mailbox, startMailbox } from "./smtp/testing.ts";
export { startBluesky, startKeylessNetworks, startMastodon } from "./social/testing/networks.ts";
