import { describe, expect, test } from "vitest";
import { nextState, orderPaymentStatus, paymentStatus, securedBy, sumLedger } from "./status.ts";

const nothing = { authorized: 0, voided: 0, captured: 0, refunded: 0 };

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
    const held = sumLedger([fact("authorization", 500n), fact("void", 500n)]);
    expect(held).toEqual({ ...nothing, authorized: 500, voided: 500 });
    expect(paymentStatus(500n, held, { state: "created", isClosed: false })).toBe("created");
    expect(
      sumLedger([
        fact("capture", 1000n),
        fact("refund", 200n),
        fact("chargeback", 800n),
        fact("chargeback_reversal", 800n),
      ]),
    ).toEqual({ ...nothing, captured: 1000, refunded: 200 });
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
    for (const state of ["created", "approved", "processing", "failed"] as const) {
      for (const isClosed of [true, false]) {
        const told = { state, isClosed };
        expect(paymentStatus(1000n, { ...nothing, ...sums }, told)).toBe(expected);
      }
    }
  });

  test("money that was captured stays captured when the session expires or is canceled", () => {
    for (const state of ["expired", "canceled"] as const) {
      const sums = { ...nothing, captured: 1000 };
      expect(paymentStatus(1000n, sums, { state, isClosed: true })).toBe("captured");
    }
  });

  test("an authorization that ended is over", () => {
    const sums = { ...nothing, authorized: 1000 };
    expect(paymentStatus(1000n, sums, { state: "expired", isClosed: false })).toBe("expired");
  });

  test.each(["created", "requires_action", "processing", "failed", "canceled", "expired"] as const)(
    "without money the provider's %s counts, but for what we have closed",
    (state) => {
      expect(paymentStatus(1000n, nothing, { state, isClosed: false })).toBe(state);
      expect(paymentStatus(1000n, nothing, { state, isClosed: true })).toBe("canceled");
    },
  );

  test("what is agreed to is on its way", () => {
    const told = { state: "approved", isClosed: false } as const;
    expect(paymentStatus(1000n, nothing, told)).toBe("processing");
  });
});

describe("the provider's state", () => {
  test("a word of money is the ledger's to say", () => {
    expect(nextState("processing", "captured", true)).toBe("processing");
    expect(nextState("created", "authorized", false)).toBe("created");
  });

  test.each(["failed", "canceled", "expired"] as const)("a late word does not reopen %s", (end) => {
    for (const late of ["created", "requires_action", "approved", "processing"] as const) {
      expect(nextState(end, late, false)).toBe(end);
      expect(nextState(end, late, true)).toBe(end);
    }
  });

  test("events move it forward only; the provider itself may take a step back", () => {
    expect(nextState("processing", "created", false)).toBe("processing");
    expect(nextState("processing", "created", true)).toBe("created");
    expect(nextState("created", "processing", false)).toBe("processing");
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
