import { describe, expect, test } from "vitest";
import { orderPaymentStatus, paymentStatus, securedBy, sumLedger } from "./status.ts";

const nothing = { authorized: 0, captured: 0, refunded: 0 };
const payment = { amount: 1000n, status: "created" } as const;

describe("the ledger adds up", () => {
  test("only what succeeded counts", () => {
    const facts = ["pending", "failed", "canceled", "succeeded"].map((status) => ({
      ...{ type: "capture", status },
      amount: 300n,
    }));
    expect(sumLedger(facts)).toEqual({ ...nothing, captured: 300 });
  });

  test("voids end what was held, chargebacks are refunds, and a reversal brings them back", () => {
    const fact = (type: string, amount: bigint) => ({ type, amount, status: "succeeded" });
    expect(sumLedger([fact("authorization", 500n), fact("void", 500n)])).toEqual(nothing);
    expect(
      sumLedger([
        fact("capture", 1000n),
        fact("refund", 200n),
        fact("chargeback", 800n),
        fact("chargeback_reversal", 800n),
      ]),
    ).toEqual({ authorized: 0, captured: 1000, refunded: 200 });
  });
});

describe("the status of a payment", () => {
  test.each([
    [{ captured: 1000, refunded: 0 }, "captured"],
    [{ captured: 400, refunded: 0 }, "partially_captured"],
    [{ captured: 1200, refunded: 0 }, "captured"],
    [{ captured: 1000, refunded: 1 }, "partially_refunded"],
    [{ captured: 1000, refunded: 1000 }, "refunded"],
    [{ captured: 400, refunded: 400 }, "refunded"],
    [{ authorized: 1000 }, "authorized"],
  ])("%o is %s, whatever the provider says beside it", (sums, expected) => {
    for (const state of ["created", "processing", "failed"] as const) {
      expect(paymentStatus(payment, { ...nothing, ...sums }, state)).toBe(expected);
    }
  });

  test("money that was captured stays captured when the session expires or is canceled", () => {
    for (const state of ["expired", "canceled"] as const) {
      expect(paymentStatus(payment, { ...nothing, captured: 1000 }, state)).toBe("captured");
    }
  });

  test("an authorization that ended is over", () => {
    expect(paymentStatus(payment, { ...nothing, authorized: 1000 }, "expired")).toBe("expired");
  });

  test.each(["created", "requires_action", "processing", "failed", "canceled", "expired"] as const)(
    "without money the provider's %s counts",
    (state) => {
      expect(paymentStatus(payment, nothing, state)).toBe(state);
    },
  );

  test("a word of money that the ledger does not have changes nothing", () => {
    const processing = { amount: 1000n, status: "processing" } as const;
    expect(paymentStatus(processing, nothing, "captured")).toBe("processing");
    expect(paymentStatus(processing, nothing, "authorized")).toBe("processing");
  });

  test.each(["failed", "canceled", "expired"] as const)("a late word does not reopen %s", (end) => {
    for (const late of ["created", "requires_action", "processing"] as const) {
      expect(paymentStatus({ amount: 1000n, status: end }, nothing, late)).toBe(end);
    }
  });
});

describe("how an order stands", () => {
  const of = (status: string, captured = 0, refunded = 0, authorized = 0) => ({
    status,
    amountAuthorized: BigInt(authorized),
    amountCaptured: BigInt(captured),
    amountRefunded: BigInt(refunded),
  });

  test.each([
    ["unpaid", []],
    ["unpaid", [of("created")]],
    ["unpaid", [of("failed")]],
    ["unpaid", [of("canceled")]],
    ["voided", [of("canceled", 0, 0, 1000)]],
    ["pending", [of("processing")]],
    ["authorized", [of("authorized", 0, 0, 1000)]],
    ["partially_paid", [of("partially_captured", 999)]],
    ["paid", [of("captured", 1000)]],
    ["paid", [of("failed"), of("captured", 1000)]],
    ["paid", [of("partially_captured", 400), of("captured", 600)]],
    ["overpaid", [of("captured", 1001)]],
    ["overpaid", [of("captured", 1000), of("captured", 1000)]],
    ["partially_refunded", [of("partially_refunded", 1000, 1)]],
    ["refunded", [of("refunded", 1000, 1000)]],
  ] as const)("%s: %o", (expected, payments) => {
    expect(orderPaymentStatus(1000, [...payments])).toBe(expected);
  });

  test("an order that costs nothing is paid", () => {
    expect(orderPaymentStatus(0, [])).toBe("paid");
  });

  test("what stands behind a payment is what was captured or is still held", () => {
    expect(securedBy(of("authorized", 0, 0, 1000))).toBe(1000);
    expect(securedBy(of("canceled", 0, 0, 1000))).toBe(0);
    expect(securedBy(of("captured", 1000, 0, 1000))).toBe(1000);
  });
});
