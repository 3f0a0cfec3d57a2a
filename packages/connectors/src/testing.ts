export { type Mailbox, startMailbox } from "./smtp/testing.ts";
export { type FakeStripe, startFakeStripe } from "./stripe/testing.ts";
