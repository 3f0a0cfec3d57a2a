export { type Inbound, inboxJob, storeInbound } from "./inbox.ts";
