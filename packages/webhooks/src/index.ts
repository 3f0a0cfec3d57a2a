export { createInbox, type Inbox, storeInbound } from "./inbox.ts";
export { createRate } from "./rate.ts";
export { type Inbound, inboxJob, type Stored } from "./store.ts";
export { createVerdicts, type Verdicts } from "./verdicts.ts";
