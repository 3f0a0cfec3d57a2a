import type {
  AuthorizationStatus,
  CaptureStatus,
  OrderStatus,
  RefundStatus,
} from "@paypal/paypal-server-sdk";

export type Money = { currency_code: string; value: string };

export type Link = { href: string; rel: string; method: "GET" | "POST" };

type Timed = { create_time: string; update_time: string };

/** Named, where they are, after the order's purchase unit. */
type Names = { custom_id?: string; invoice_id?: string };

export type Authorization = Timed &
  Names & {
    id: string;
    status: `${AuthorizationStatus}`;
    amount: Money;
    expiration_time: string;
    supplementary_data: { related_ids: { order_id: string } };
    links: Link[];
  };

export type Capture = Timed &
  Names & {
    id: string;
    status: `${CaptureStatus}`;
    status_details?: { reason: string };
    amount: Money;
    final_capture: boolean;
    supplementary_data: { related_ids: { order_id: string; authorization_id?: string } };
    links: Link[];
  };

export type Refund = Timed &
  Names & {
    id: string;
    status: `${RefundStatus}`;
    status_details?: { reason: string };
    amount: Money;
    note_to_payer?: string;
    links: Link[];
  };

type PurchaseUnit = Names & {
  reference_id: string;
  amount: Money & { breakdown?: object };
  description?: string;
  payments?: { authorizations?: Authorization[]; captures?: Capture[]; refunds?: Refund[] };
};

export type Order = Timed & {
  id: string;
  intent: "CAPTURE" | "AUTHORIZE";
  status: `${OrderStatus}`;
  purchase_units: [PurchaseUnit];
  payment_source?: { paypal: object };
  links: Link[];
};

export type Dispute = Timed & {
  dispute_id: string;
  disputed_transactions: {
    seller_transaction_id: string;
    custom?: string;
    invoice_number?: string;
  }[];
  reason: string;
  status: "OPEN" | "WAITING_FOR_SELLER_RESPONSE" | "UNDER_REVIEW" | "RESOLVED";
  dispute_amount: Money;
  dispute_life_cycle_stage: "INQUIRY" | "CHARGEBACK";
  dispute_outcome?: { outcome_code: "RESOLVED_SELLER_FAVOUR" | "RESOLVED_BUYER_FAVOUR" };
  seller_response_due_date: string;
};

export type PaypalEvent = {
  id: string;
  event_version: "1.0";
  create_time: string;
  resource_type: string;
  resource_version: "2.0";
  event_type: string;
  summary: string;
  resource: object;
  links: Link[];
};
