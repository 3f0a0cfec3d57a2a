/** What must hold of payments, refunds and disputes, as a selection of the rows that break it. */
export const paymentRules = {
  "a payment's held sum is its ledger's": `
    SELECT FROM payment p WHERE p.amount_authorized <> (
      SELECT coalesce(sum(amount), 0) FROM payment_transaction t
      WHERE t.payment_id = p.id AND t.type = 'authorization' AND t.status = 'succeeded')`,
  "a payment's captured sum is its ledger's": `
    SELECT FROM payment p WHERE p.amount_captured <> (
      SELECT coalesce(sum(amount), 0) FROM payment_transaction t
      WHERE t.payment_id = p.id AND t.type = 'capture' AND t.status = 'succeeded')`,
  "a payment's refunded sum is its ledger's": `
    SELECT FROM payment p WHERE p.amount_refunded <> (
      SELECT greatest(0, coalesce(sum(
        CASE WHEN t.type = 'chargeback_reversal' THEN -amount ELSE amount END), 0))
      FROM payment_transaction t WHERE t.payment_id = p.id AND t.status = 'succeeded'
        AND t.type IN ('refund', 'chargeback', 'chargeback_reversal'))`,
  "we give back no more than was captured": `
    SELECT FROM payment p WHERE p.amount_captured < (
      SELECT coalesce(sum(amount), 0) FROM refund r WHERE r.payment_id = p.id
        AND r.source = 'own' AND r.status IN ('pending', 'requires_action', 'succeeded'))`,
  "no more of an item is given back than was bought": `
    SELECT FROM order_item i WHERE i.quantity < (
      SELECT coalesce(sum(l.quantity), 0) FROM refund_line l JOIN refund r ON r.id = l.refund_id
      WHERE l.order_item_id = i.id AND r.status IN ('pending', 'requires_action', 'succeeded'))`,
  "the lines of a refund add up to it": `
    SELECT FROM refund r WHERE EXISTS (SELECT FROM refund_line l WHERE l.refund_id = r.id)
      AND r.amount <> (SELECT sum(l.amount) FROM refund_line l WHERE l.refund_id = r.id)`,
  "an order that goes on was paid for, or its money held": `
    SELECT FROM "order" o WHERE o.status IN ('confirmed', 'completed') AND o.total > (
      SELECT coalesce(sum(greatest(p.amount_captured, p.amount_authorized)), 0)
      FROM payment p WHERE p.order_id = o.id)`,
};
