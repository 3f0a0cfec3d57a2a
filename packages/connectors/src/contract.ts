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
  /** Asks the provider whether the settings work. Never throws. */
  check(): Promise<Health>;
};

/** `detail` is a sentence for the person who looks at the settings page. */
export type Health = { ok: boolean; detail: string };

/** `amount` is in integer minor units of ISO 4217 `currency`. */
export type Money = { amount: number; currency: string };

/** Takes money. Each method throws `ConnectorError` where the provider says no or nothing. */
export type PaymentConnector = {
  capabilities: PaymentCapabilities;
  /**
   * The same money in the provider's own unit, exact.
   * @throws AppError `amount_unrepresentable`; nothing is ever rounded
   */
  toProviderAmount(money: Money): number;
  /**
   * Starts a payment. Calling again with the same `idempotencyKey` and input starts no second one.
   * @throws AppError `amount_unrepresentable` or `connector_not_configured`
   */
  createPayment(input: CreatePayment): Promise<CreatedPayment>;
  /** Makes sure that nobody can pay any more; `already_paid` means that the money came first. */
  cancelPayment(input: CancelPayment): Promise<{ outcome: CancelOutcome }>;
};

export type PaymentCapabilities = {
  /** The buyer pays on the provider's own page. */
  hosted: boolean;
  /** Authorise now, capture later. */
  manualCapture: boolean;
};

export type CreatePayment = Money & {
  paymentId: string;
  orderId: string;
  orderNumber: number;
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

/** `ref` is the provider's id of the payment, `sessionRef` of the page that collects it. */
export type CreatedPayment = {
  ref: string | null;
  sessionRef: string | null;
  action: PaymentAction;
};

/** What the buyer must do next; null is nothing. */
export type PaymentAction =
  | { type: "redirect"; url: string }
  | { type: "clientSecret"; clientSecret: string }
  | null;

export type CancelPayment = {
  ref: string | null;
  sessionRef: string | null;
  idempotencyKey: string;
  deadlineMs: number;
};

export type CancelOutcome = "canceled" | "already_paid" | "unknown";

/** Hears from the provider. Pure: no I/O, no clock but the one handed in. */
export type InboundConnector = {
  /**
   * Checks the signature over the raw bytes and reads the event.
   * @throws AppError `signature_invalid` (missing, wrong or more than 300 s off), `bad_request`
   *   (signed, but unreadable) or `connector_not_configured`
   */
  verify(input: InboundRequest): InboundEvent;
  /** What a verified event says about a payment; null where it says nothing that we act on. */
  toSnapshot(event: Pick<InboundEvent, "type" | "payload" | "occurredAt">): PaymentSnapshot | null;
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
};

/**
 * How the payment stands at the provider. Ours is found by whichever of `paymentId`, `orderId`,
 * `ref` and `sessionRef` the provider told.
 */
export type PaymentSnapshot = {
  paymentId?: string;
  orderId?: string;
  ref?: string;
  sessionRef?: string;
  currency: string;
  amount?: number;
  state: PaymentState;
  /** Why the last attempt failed. A state of `created` beside it means: the buyer may try again. */
  failure?: { code: string; message: string };
  methodSummary?: { type?: string; brand?: string; last4?: string };
  facts: PaymentFact[];
};

export type PaymentState =
  | "created"
  | "requires_action"
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
