import { z } from "zod";

/** Stripe's objects, as far as we read them: in events, and in the answers to our calls. */

const Metadata = z
  .object({
    order_id: z.string().optional(),
    payment_id: z.string().optional(),
    refund_id: z.string().optional(),
  })
  .nullish();

/** An id, or the object itself where the call asked for it. */
const Reference = z
  .union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)])
  .nullish();

const Currency = z.string().toUpperCase();

const Method = z.object({
  type: z.string(),
  card: z.object({ brand: z.string().nullish(), last4: z.string().nullish() }).nullish(),
});

export const Charge = z.object({
  id: z.string(),
  amount: z.int(),
  amount_captured: z.int().default(0),
  captured: z.boolean(),
  status: z.string().optional(),
  disputed: z.boolean().default(false),
  created: z.int(),
  currency: Currency,
  payment_intent: Reference,
  payment_method_details: Method.nullish(),
  metadata: Metadata,
});
export type Charge = z.infer<typeof Charge>;

export const Intent = z.object({
  id: z.string(),
  created: z.int().optional(),
  status: z.string(),
  currency: Currency,
  amount: z.int(),
  amount_received: z.int().optional(),
  amount_capturable: z.int().optional(),
  payment_method_types: z.array(z.string()).optional(),
  latest_charge: z.union([Charge, z.string()]).nullish(),
  last_payment_error: z
    .object({
      code: z.string().optional(),
      decline_code: z.string().nullish(),
      message: z.string().optional(),
      payment_method: Method.nullish(),
    })
    .nullish(),
  metadata: Metadata,
});
export type Intent = z.infer<typeof Intent>;

export const Session = z.object({
  id: z.string(),
  mode: z.string().default("payment"),
  status: z.string().nullish(),
  payment_status: z.string(),
  payment_intent: z
    .union([z.string(), Intent, z.object({ id: z.string() }).transform(({ id }) => id)])
    .nullish(),
  client_reference_id: z.string().nullish(),
  currency: Currency,
  amount_total: z.int(),
  expires_at: z.int().optional(),
  metadata: Metadata,
});
export type Session = z.infer<typeof Session>;

export const Refund = z.object({
  id: z.string(),
  amount: z.int(),
  currency: Currency,
  created: z.int(),
  status: z.string().nullable(),
  payment_intent: Reference,
  failure_reason: z.string().nullish(),
  reason: z.string().nullish(),
  metadata: Metadata,
});
export type Refund = z.infer<typeof Refund>;

export const Dispute = z.object({
  id: z.string(),
  amount: z.int(),
  currency: Currency,
  created: z.int(),
  status: z.string(),
  reason: z.string(),
  is_charge_refundable: z.boolean(),
  payment_intent: Reference,
  evidence_details: z.object({ due_by: z.int().nullish() }).nullish(),
  balance_transactions: z
    .array(z.object({ amount: z.int(), created: z.int().optional() }))
    .default([]),
  metadata: Metadata,
});
export type Dispute = z.infer<typeof Dispute>;
