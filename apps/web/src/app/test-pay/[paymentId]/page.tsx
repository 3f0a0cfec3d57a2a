import { EmptyState } from "@crossdock/ui";
import type { Metadata } from "next";
import { Money } from "../../../components/money.tsx";
import { runtime } from "../../../runtime.ts";
import { TestPayButtons } from "./test-pay-buttons.tsx";

export const metadata: Metadata = {
  title: "Test payment",
  referrer: "no-referrer",
  robots: { index: false },
};

type Props = { searchParams: Promise<{ token?: string | string[] }> };

/** Where a buyer would pay: the test provider's own page, for trying the whole loop in a browser. */
export default async function TestPayPage({ searchParams }: Props) {
  const { token } = await searchParams;
  const payment = typeof token === "string" ? runtime().testPay.read(token) : null;
  return (
    <>
      <div className="hatch-test h-1" />
      <main className="mx-auto flex max-w-sm flex-col gap-5 px-4 py-12">
        <p className="w-fit rounded-control bg-test px-2 text-meta font-semibold text-on-test">
          Test payment: no money moves
        </p>
        {payment && typeof token === "string" ? (
          <>
            <div>
              <p className="text-ink-2">Order #{payment.orderNumber}</p>
              <h1 className="text-page">
                Pay <Money amount={payment.amount} currency={payment.currency} />
              </h1>
            </div>
            <TestPayButtons paymentId={payment.paymentId} token={token} />
            <a href={payment.cancelUrl} className="link w-fit text-table">
              Back to the shop without paying
            </a>
          </>
        ) : (
          <EmptyState kind="no-match" title="This payment is not open" level={1}>
            <p>The link is incomplete or too old.</p>
          </EmptyState>
        )}
      </main>
    </>
  );
}
