import type { NotifyConnector } from "./notify-contract.ts";
import type { PaymentTrial } from "./payment-trial.ts";
import type { PublishConnector } from "./social/publish.ts";
import type { StorageConnector } from "./storage-contract.ts";

/**
 * What a connector is. It is stateless, never sees the database, and knows one third party:
 * it turns our words into the provider's and the provider's facts into ours.
 */
export type Connector = {
  /** The segment of its inbound route, `/api/webhooks/{id}`. */
  id: string;
  name: string;
  /** False where its settings are missing: using it throws AppError `connector_not_configured`. */
  configured: boolean;
  payment?: PaymentConnector;
  inbound?: InboundConnector;
  mail?: MailConnector;
  publish?: PublishConnector;
  storage?: StorageConnector;
  notify?: NotifyConnector;
  /** Asks the provider whether the settings work. Never throws. */
  check(): Promise<Health>;
  /**
   * Read-only calls that hold the third party to what this was written for, where its settings are
   * real ones. Never throws.
   */
  probe?(): Promise<Probe[]>;
  /** For one that takes money: whether the payment contract may be tried by these settings. */
  trial?(): PaymentTrial;
};

/** What was looked at, and whether it is as we know it. */
export type Probe = { what: string } & Health;

/** `detail` is a sentence for the person who looks at the settings page. */
export type Health = { ok: boolean; detail: string };

/** `amount` is in integer minor units of ISO 4217 `currency`. */
export type Money = { amount: number; currency: string };

/** Takes money. Each method throws `ConnectorError` where the provider says no or nothing. */
export type PaymentConnector = {
  capabilities: PaymentCapabilities;
  /**
   * The same money in the provider's own unit, exact: an integer, or a decimal as text.
   * @throws AppError `amount_unrepresentable`; nothing is ever rounded
   */
  toProviderAmount(money: Money): number | string;
  /**
   * Starts a payment. Calling again with the same `idempotencyKey` and input starts no second one.
   * @throws AppError `amount_unrepresentable` or `connector_not_configured`
   */
  create(input: CreatePayment): Promise<CreatedPayment>;
  /** How the payment stands now, whole: facts, refunds and disputes. The only source of truth. */
  get(input: PaymentRefs & { deadlineMs: number }): Promise<PaymentSnapshot>;
  /**
   * For a provider whose buyer only agrees (the state `approved`): captures or authorises what was
   * agreed to.
   */
  complete?(input: CompletePayment): Promise<PaymentSnapshot>;
  /** Takes held money, or a part of it; `final` lets go of the rest. */
  capture(input: CapturePayment): Promise<PaymentSnapshot>;
  /**
   * Makes sure that nobody can pay any more, and lets go of what is held. Where the money came first,
   * the snapshot says so: it is no error.
   */
  cancel(input: PaymentCall): Promise<PaymentSnapshot>;
  /** Gives back captured money. Calling again with the same `idempotencyKey` gives it back once. */
  refund(input: RefundPayment): Promise<PaymentSnapshot>;
};

export type PaymentCapabilities = {
  /** The buyer pays on the provider's own page. */
  hosted: boolean;
  /** The buyer pays on the caller's page, with a secret that it hands to the provider's script. */
  embedded: boolean;
  /** Authorise now, capture later. */
  manualCapture: boolean;
  /** Capture less than what is held. */
  partialCapture: boolean;
  /** Capture several times from what is held. */
  multiCapture: boolean;
  partialRefund: boolean;
  /** It tells of disputes. */
  disputes: boolean;
};

/** `ref` is the provider's id of the payment, `sessionRef` of the page that collects it. */
export type PaymentRefs = { ref: string | null; sessionRef: string | null };

/** A call that changes something: once for its `idempotencyKey`, however often it is made. */
export type PaymentCall = PaymentRefs & {
  idempotencyKey: string;
  /** The whole call, retries included, ends within this many milliseconds. */
  deadlineMs: number;
};

/** `automatic` takes the money at once, `manual` only holds it. */
export type CaptureMethod = "automatic" | "manual";

/** Where the buyer pays: on the provider's page, or on the caller's with a client secret. */
export type PaymentFlow = "hosted" | "embedded";

export type CompletePayment = PaymentCall & Money & { capture: CaptureMethod };

export type CapturePayment = PaymentCall & Money & { final: boolean };

export type RefundPayment = PaymentCall &
  Money & {
    /** Our id of the refund; kept at the provider, so that its events name it. */
    refundId: string;
    /** The provider's id of the capture to give back from, where the ledger knows one. */
    captureRef: string | null;
    reason: string;
  };

export type CreatePayment = Money & {
  paymentId: string;
  orderId: string;
  orderNumber: number;
  capture: CaptureMethod;
  flow: PaymentFlow;
  /** What the buyer sees, such as `Order #1001`. */
  description: string;
  email: string;
  successUrl: string;
  cancelUrl: string;
  /**
   * When nobody can pay any more. Stripe takes 30 minutes to 24 hours ahead: choose it once, with
   * slack for a late first call, since a repeated call must carry the same.
   */
  expiresAt: Date;
  idempotencyKey: string;
  /** The whole call, retries included, ends within this many milliseconds. */
  deadlineMs: number;
};

export type CreatedPayment = PaymentRefs & { action: PaymentAction };

/** What the buyer must do next; null is nothing. */
export type PaymentAction =
  | { type: "redirect"; url: string }
  | { type: "clientSecret"; clientSecret: string }
  | null;

/** Hears from the provider. */
export type InboundConnector = {
  /**
   * Checks the signature over the raw bytes and reads the event. No I/O but for keys that the
   * provider publishes, which are kept.
   * @throws AppError `signature_invalid` (missing, wrong or too old), `bad_request` (signed, but
   *   unreadable), `unavailable` (a key could not be fetched) or `connector_not_configured`
   */
  verify(input: InboundRequest): Promise<InboundEvent>;
  /** Headers of a delivery that are kept with it, in lower case; none may be a credential. */
  headers?: readonly string[];
  /** What a verified event says itself about a payment; null where nothing that we act on. Pure. */
  toSnapshot(event: Pick<InboundEvent, "type" | "payload" | "occurredAt">): PaymentSnapshot | null;
  /** The events since then, oldest first: what a poller may have missed. */
  listEvents?(input: {
    since: Date;
    deadlineMs: number;
  }): AsyncIterable<InboundEvent & { body: Buffer }>;
};

/** `headers` have lower-case names, as Node gives them; `body` is the bytes as they came. */
export type InboundRequest = { headers: InboundHeaders; body: Buffer; now: Date };

export type InboundHeaders = Readonly<Record<string, string | string[] | undefined>>;

export type InboundEvent = {
  /** The provider's id of the event: the same for each delivery of it. */
  eventId: string;
  type: string;
  /** The account at the provider that it is about, where one endpoint serves several. */
  account: string | null;
  occurredAt: Date;
  payload: unknown;
  /** What is the same in each delivery of the event, where that is not the whole body. */
  fingerprint?: string;
};

/**
 * How the payment stands at the provider. Ours is found by whichever of `paymentId`, `orderId`,
 * `ref`, `sessionRef` and `captureRef` the provider told.
 */
export type PaymentSnapshot = {
  paymentId?: string;
  orderId?: string;
  ref?: string;
  sessionRef?: string;
  /** The provider's id of a capture of it, where its event may name nothing else. */
  captureRef?: string;
  /** Missing only where no money is told of. */
  currency?: string;
  amount?: number;
  state: PaymentState;
  /** Why the last attempt failed. A state of `created` beside it means: the buyer may try again. */
  failure?: { code: string; message: string };
  methodSummary?: { type?: string; brand?: string; last4?: string };
  /** Authorisations, captures, voids and disputed money. A refund may stand in `refunds` alone. */
  facts: PaymentFact[];
  refunds?: RefundFact[];
  disputes?: DisputeFact[];
  /** When the buyer's page closes, or what is held is let go of. */
  expiresAt?: Date;
};

export type PaymentState =
  | "created"
  | "requires_action"
  /** The buyer has agreed; `complete` is ours to call. */
  | "approved"
  | "processing"
  | "authorized"
  | "captured"
  | "failed"
  | "canceled"
  | "expired";

/** One movement of money. The ledger knows it by `type` and `ref`, however often it is told. */
export type PaymentFact = {
  type: "authorization" | "capture" | "void" | "refund" | "chargeback" | "chargeback_reversal";
  ref: string;
  status: "pending" | "succeeded" | "failed" | "canceled";
  /** Minor units of the snapshot's currency. */
  amount: number;
  at: Date;
};

/** A refund as the provider has it; without `refundId` it was made elsewhere. */
export type RefundFact = {
  ref: string;
  refundId?: string;
  /** Minor units of the snapshot's currency. */
  amount: number;
  status: "pending" | "requires_action" | "succeeded" | "failed" | "canceled";
  /** Why it failed, or why it was made. */
  reason?: string;
  at: Date;
};

/** A buyer's complaint at the bank. Whether money has moved for it, `facts` say. */
export type DisputeFact = {
  ref: string;
  /** Minor units of the snapshot's currency. */
  amount: number;
  reason: string;
  status: "inquiry" | "needs_response" | "under_review" | "won" | "lost" | "closed";
  /** False while a refund of the payment would pay the buyer twice. */
  refundable: boolean;
  evidenceDueAt: Date | null;
};

export type MailConnector = {
  /** @throws ConnectorError, or AppError `connector_not_configured` */
  send(mail: Mail): Promise<{ providerMessageId: string }>;
};

export type Mail = {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Our id of the message. A second send of it carries the same Message-ID. */
  messageId: string;
};
