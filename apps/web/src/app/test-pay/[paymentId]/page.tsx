import { EmptyState, KeyValues } from "@crossdock/ui";
import type { Metadata } from "next";
import { Money } from "../../../components/money.tsx";
import { runtime } from "../../../runtime.ts";
import { TestPayButtons } from "./test-pay-buttons.tsx";

export const metadata: Metadata = {
  title: "Test payment",
  referrer: "no-referrer",
  robots: { index: false },
};

type Props = {
  params: Promise<{ paymentId: string }>;
  searchParams: Promise<{ token?: string | string[] }>;
};

/** Where a buyer would pay: the test provider's own page, for trying the whole loop in a browser. */
export default async function TestPayPage({ params, searchParams }: Props) {
  const { paymentId } = await params;
  const { token } = await searchParams;
  const payment = await runtime().testPay.read(typeof token === "string" ? token : paymentId);
  return (
    <>
      <div className="hatch-test h-1" />
      <main className="mx-auto flex max-w-sm flex-col gap-5 px-4 py-12">
        <p className="w-fit rounded-control bg-test px-2 text-meta font-semibold text-on-test">
          Test payment: no money moves
        </p>
        {payment ? (
          <>
            <h1 className="text-page">
              Pay <Money amount={payment.amount} currency={payment.currency} />
            </h1>
            <KeyValues
              items={[
                [
                  "Payment",
                  <code key="id" className="font-mono">
                    {paymentId}
                  </code>,
                ],
              ]}
            />
            <TestPayButtons
              paymentId={paymentId}
              token={typeof token === "string" ? token : paymentId}
            />
          </>
        ) : (
          <EmptyState kind="no-match" title="This payment is not open">
            <p>It has been paid, declined or canceled, or the link is incomplete.</p>
          </EmptyState>
        )}
      </main>
    </>
  );
}
