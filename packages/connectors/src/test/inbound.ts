import { AppError, parseJson } from "@crossdock/core";
import type { InboundConnector, InboundRequest, PaymentSnapshot } from "../contract.ts";
import { TestEvent, testSignature } from "./event.ts";
import { isSame } from "./signature.ts";

/** Hears the built-in provider: the same checks as a real one's, so that the path is the same. */
export function testInbound(secret: string): InboundConnector {
  return {
    async verify(request) {
      const { id, timestamp } = checkedHeaders(request, secret);
      const event = TestEvent.safeParse(parseJson(request.body.toString()));
      if (!event.success) throw new AppError("bad_request", { detail: "This is no test event." });
      return {
        eventId: id,
        type: event.data.type,
        account: null,
        occurredAt: new Date(timestamp * 1000),
        payload: event.data,
      };
    },
    headers: ["webhook-id", "webhook-timestamp", "webhook-signature"],
    toSnapshot: ({ payload, occurredAt }) => snapshotOf(TestEvent.parse(payload), occurredAt),
  };
}

function checkedHeaders({ headers, body, now }: InboundRequest, secret: string) {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  const signature = headers["webhook-signature"];
  if (typeof id !== "string" || typeof timestamp !== "string" || typeof signature !== "string") {
    throw invalid("The webhook-id, webhook-timestamp and webhook-signature headers are required.");
  }
  if (!isSame(signature, testSignature({ id, timestamp, body, secret }))) {
    throw invalid("The webhook-signature does not match.");
  }
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > toleranceSeconds) {
    throw invalid("The webhook-timestamp is more than five minutes off.");
  }
  return { id, timestamp: Number(timestamp) };
}

const toleranceSeconds = 300;

function snapshotOf({ type, data }: TestEvent, at: Date): PaymentSnapshot {
  const { ref, amount } = data;
  const base = { ...data, methodSummary: { type: "test" } };
  const fact = { ref, status: "succeeded", amount, at } as const;
  if (type === "payment.captured") {
    return { ...base, state: "captured", facts: [{ type: "capture", ...fact }] };
  }
  if (type === "payment.authorized") {
    return { ...base, state: "authorized", facts: [{ type: "authorization", ...fact }] };
  }
  const failure = { code: "card_declined", message: "The test card was declined." };
  return { ...base, state: "failed", failure, facts: [] };
}

function invalid(detail: string): AppError {
  return new AppError("signature_invalid", { detail });
}
