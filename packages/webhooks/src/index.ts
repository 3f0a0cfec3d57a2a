export { createInbox, type Inbox, storeInbound } from "./inbox.ts";
export { type Inbound, inboxJob, type Stored } from "./store.ts";
