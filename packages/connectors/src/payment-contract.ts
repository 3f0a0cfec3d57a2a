import { AppError } from "@crossdock/core";
import { ConnectorError } from "./connector-error.ts";
import type { CreatePayment, PaymentConnector, PaymentRefs, PaymentSnapshot } from "./contract.ts";
import type { TestMode } from "./payment-trial.ts";

/** One thing that every provider keeps to. */
export type PaymentCase = {
  name: string;
  /** Whether somebody must play the buyer. */
  buys: boolean;
  /** Makes payments of its own at the provider. @throws Error in words where it is not so */
  run(desk: PaymentDesk): Promise<void>;
};

type PaymentDesk = {
  payments: PaymentConnector;
  buyer: TestMode["buyer"];
};

/**
 * What every provider keeps to: said of the fakes by the tests, and of the real test modes by them and by
 * the command line, where there are keys. It knows no test framework for that reason.
 */
export const paymentContract: readonly PaymentCase[] = [
  { name: "an amount that it would have to round is refused", buys: false, run: refusesAmounts },
  { name: "the same key starts the same payment, which nobody has paid", buys: false, run: starts },
  { name: "its page is opened, and closed for good", buys: false, run: opensPage },
  { name: "what nobody has paid is canceled, once and again", buys: false, run: cancels },
  { name: "what is paid is given back in parts, each once", buys: true, run: refunds },
  { name: "what is held is captured in part, once", buys: true, run: captures },
  { name: "what is held is let go of", buys: true, run: letsGo },
];

async function refusesAmounts({ payments }: PaymentDesk): Promise<void> {
  for (const amount of [0, -1, 0.5]) {
    const error = await failureOf(payments.create({ ...newPayment(payments), amount }));
    const code = error instanceof AppError ? error.code : String(error);
    same(`the answer to an amount of ${amount}`, code, "amount_unrepresentable");
  }
}

async function starts({ payments }: PaymentDesk): Promise<void> {
  const wanted = newPayment(payments);
  const first = await payments.create(wanted);
  const second = await payments.create(wanted);
  same("the second payment", [second.ref, second.sessionRef], [first.ref, first.sessionRef]);
  const told = await read(payments, first);
  same("its state and money", [told.state, told.facts], ["created", []]);
  await payments.cancel(cancelOf(wanted.paymentId, first));
}

async function opensPage({ payments }: PaymentDesk): Promise<void> {
  const wanted: CreatePayment = { ...newPayment(payments), flow: "hosted" };
  const { ref, sessionRef, action } = await payments.create(wanted);
  same("what the buyer does next", action?.type, "redirect");
  const refs = { ref, sessionRef };
  same("its state", (await read(payments, refs)).state, "created");
  isOver(await payments.cancel(cancelOf(wanted.paymentId, refs)));
}

async function cancels({ payments }: PaymentDesk): Promise<void> {
  const wanted = newPayment(payments);
  const call = cancelOf(wanted.paymentId, await payments.create(wanted));
  for (let again = 0; again < 2; again += 1) isOver(await payments.cancel(call));
}

async function refunds(desk: PaymentDesk): Promise<void> {
  const { payments } = desk;
  const { id, ...refs } = await bought(desk, "automatic");
  const paid = await read(payments, refs);
  same("what was paid", [paid.state, paid.currency, paid.amount], ["captured", "EUR", 1999]);
  same("what was captured", sumOf(paid, "capture"), 1999);
  const refund = (n: number, amount: number) => {
    const refundId = `rfd_${id}_${n}`;
    const money = { amount, currency: "EUR", captureRef: null, reason: "" };
    return payments.refund({ ...refs, ...money, refundId, idempotencyKey: refundId, deadlineMs });
  };
  for (let again = 0; again < 2; again += 1) await refund(1, 500);
  await refund(2, 500);
  const { refunds: given = [] } = await read(payments, refs);
  const told = given.map(({ refundId, amount }) => `${refundId} ${amount}`).sort();
  same("the refunds", told, [`rfd_${id}_1 500`, `rfd_${id}_2 500`]);
  const error = await failureOf(refund(3, 1000));
  const kind = error instanceof ConnectorError ? error.kind : String(error);
  if (kind !== "declined" && kind !== "invalid_request")
    throw new Error(`More was to be given back than is left, and it said ${kind}.`);
}

async function captures(desk: PaymentDesk): Promise<void> {
  const { payments } = desk;
  const { id, ...refs } = await bought(desk, "manual");
  same("its state", (await read(payments, refs)).state, "authorized");
  const call = { ...refs, idempotencyKey: `${id}:capture`, deadlineMs };
  for (let again = 0; again < 2; again += 1)
    await payments.capture({ ...call, amount: 1500, currency: "EUR", final: true });
  const told = await read(payments, refs);
  const seen = [told.state, sumOf(told, "capture"), told.refunds ?? []];
  same("what was captured", seen, ["captured", 1500, []]);
}

async function letsGo(desk: PaymentDesk): Promise<void> {
  const { payments } = desk;
  const { id, ...refs } = await bought(desk, "manual");
  same("its state", (await payments.cancel(cancelOf(id, refs))).state, "canceled");
  const told = await read(payments, refs);
  const seen = [told.state, sumOf(told, "void"), sumOf(told, "capture")];
  same("what became of it", seen, ["canceled", 1999, 0]);
}

/** A payment that the buyer has paid or agreed to, and we have completed where that is ours to do. */
async function bought({ payments, buyer }: PaymentDesk, capture: CreatePayment["capture"]) {
  const wanted = { ...newPayment(payments), capture };
  const { paymentId: id, amount, currency } = wanted;
  const { ref, sessionRef } = await payments.create(wanted);
  await buyer?.(ref ?? "");
  if ((await read(payments, { ref, sessionRef })).state === "approved") {
    const call = { ref, sessionRef, deadlineMs, idempotencyKey: `${id}:complete` };
    await payments.complete?.({ ...call, amount, currency, capture });
  }
  return { id, ref, sessionRef };
}

function newPayment({ capabilities }: PaymentConnector): CreatePayment {
  const run = crypto.randomUUID();
  const paymentId = `pay_trial_${run}`;
  return {
    ...{ paymentId, orderId: `ord_trial_${run}`, orderNumber: 1001, capture: "automatic" },
    ...{ flow: capabilities.embedded ? "embedded" : "hosted", email: "buyer@example.com" },
    ...{ description: "Trial of the connector", amount: 1999, currency: "EUR" },
    ...{ successUrl: "https://shop.example/thanks", cancelUrl: "https://shop.example/cart" },
    ...{ expiresAt: new Date(Date.now() + 3600_000), deadlineMs },
    idempotencyKey: `${paymentId}:create`,
  };
}

const deadlineMs = 20_000;

function cancelOf(paymentId: string, { ref, sessionRef }: PaymentRefs) {
  return { ref, sessionRef, idempotencyKey: `${paymentId}:cancel`, deadlineMs };
}

function read(payments: PaymentConnector, { ref, sessionRef }: PaymentRefs) {
  return payments.get({ ref, sessionRef, deadlineMs });
}

function sumOf({ facts }: PaymentSnapshot, type: string): number {
  return facts
    .filter((fact) => fact.type === type && fact.status === "succeeded")
    .reduce((sum, { amount }) => sum + amount, 0);
}

function isOver({ state, facts }: PaymentSnapshot): void {
  if (state !== "expired") same("its state", state, "canceled");
  same("its money", facts, []);
}

function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => "yes",
    (error: unknown) => error,
  );
}

function same(what: string, seen: unknown, wanted: unknown): void {
  const [is, ought] = [JSON.stringify(seen), JSON.stringify(wanted)];
  if (is !== ought) throw new Error(`Not as it should be: ${what} is ${is}, not ${ought}.`);
}
