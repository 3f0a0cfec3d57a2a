import type Stripe from "stripe";

/** A part of one of Stripe's objects: the compiler holds each member against the SDK's type. */
type PartOf<T, Part extends Partial<T>> = Part;

type Metadata = Record<string, string>;

export type Session = PartOf<
  Stripe.Checkout.Session,
  {
    id: string;
    object: "checkout.session";
    amount_subtotal: number;
    amount_total: number;
    cancel_url: string | null;
    client_reference_id: string | null;
    client_secret: string | null;
    created: number;
    currency: string;
    customer_email: string | null;
    expires_at: number;
    livemode: false;
    metadata: Metadata;
    mode: "payment";
    payment_intent: string | null;
    payment_method_types: string[];
    payment_status: "paid" | "unpaid";
    return_url?: string;
    status: "open" | "complete" | "expired";
    success_url: string | null;
    ui_mode: "elements" | "embedded_page" | "hosted_page";
    url: string | null;
  }
>;

export type Intent = PartOf<
  Stripe.PaymentIntent,
  {
    id: string;
    object: "payment_intent";
    amount: number;
    amount_capturable: number;
    amount_received: number;
    canceled_at: number | null;
    cancellation_reason:
      | "abandoned"
      | "automatic"
      | "duplicate"
      | "fraudulent"
      | "requested_by_customer"
      | null;
    capture_method: "automatic" | "automatic_async" | "manual";
    client_secret: string;
    confirmation_method: "automatic";
    created: number;
    currency: string;
    customer: null;
    description: string | null;
    last_payment_error: Stripe.PaymentIntent.LastPaymentError | null;
    latest_charge: string | null;
    livemode: false;
    metadata: Metadata;
    next_action: Stripe.PaymentIntent.NextAction | null;
    payment_method: string | null;
    payment_method_types: string[];
    receipt_email: string | null;
    status:
      | "requires_payment_method"
      | "requires_confirmation"
      | "requires_action"
      | "processing"
      | "requires_capture"
      | "succeeded"
      | "canceled";
  }
>;

export type Charge = PartOf<
  Stripe.Charge,
  {
    id: string;
    object: "charge";
    amount: number;
    amount_captured: number;
    /** What was released of an authorisation counts here too, as a refund. */
    amount_refunded: number;
    balance_transaction: string | null;
    captured: boolean;
    created: number;
    currency: string;
    description: string | null;
    disputed: boolean;
    failure_code: string | null;
    failure_message: string | null;
    livemode: false;
    metadata: Metadata;
    paid: boolean;
    payment_intent: string;
    payment_method: string;
    payment_method_details: Stripe.Charge.PaymentMethodDetails;
    receipt_email: string | null;
    refunded: boolean;
    status: "failed" | "pending" | "succeeded";
  }
>;

export type Refund = PartOf<
  Stripe.Refund,
  {
    id: string;
    object: "refund";
    amount: number;
    balance_transaction: string | null;
    charge: string;
    created: number;
    currency: string;
    failure_reason?: string;
    metadata: Metadata;
    payment_intent: string;
    reason:
      | "duplicate"
      | "expired_uncaptured_charge"
      | "fraudulent"
      | "requested_by_customer"
      | null;
    status: "pending" | "requires_action" | "succeeded" | "failed" | "canceled";
  }
>;

export type Dispute = PartOf<
  Stripe.Dispute,
  {
    id: string;
    object: "dispute";
    amount: number;
    balance_transactions: Stripe.BalanceTransaction[];
    charge: string;
    created: number;
    currency: string;
    evidence_details: Stripe.Dispute.EvidenceDetails;
    is_charge_refundable: boolean;
    livemode: false;
    metadata: Metadata;
    payment_intent: string;
    reason: string;
    status:
      | "warning_needs_response"
      | "warning_under_review"
      | "warning_closed"
      | "needs_response"
      | "under_review"
      | "won"
      | "lost";
  }
>;

export type StripeObject = Session | Intent | Charge | Refund | Dispute;

/** `data` is the object as it was at that moment. */
export type StripeEvent = {
  id: string;
  object: "event";
  api_version: string;
  created: number;
  data: { object: StripeObject };
  livemode: false;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
};
