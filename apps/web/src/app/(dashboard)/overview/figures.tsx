import Link from "next/link";
import type { ReactNode } from "react";
import { Money } from "../../../components/money.tsx";
import type { Outputs } from "../../../trpc/server.tsx";

type Overview = Outputs["shop"]["overview"];

/** The day in four figures, each of which leads to what it counts. */
export function Figures({ overview }: { overview: Overview }) {
  const { revenue, requestsToday, failedRequestsToday } = overview;
  return (
    <dl className="grid grid-cols-2 border-y border-line lg:grid-cols-4">
      <Figure name="Orders today" href="/orders">
        {overview.ordersToday}
      </Figure>
      <Figure name="Revenue today">
        <Money amount={revenue.today} currency={revenue.currency} />
      </Figure>
      <Figure name="Revenue, 30 days">
        <Money amount={revenue.last30Days} currency={revenue.currency} />
      </Figure>
      <Figure name="API requests today">
        {requestsToday}
        {failedRequestsToday > 0 && (
          <span className="pl-2 text-table font-normal text-ink-2">
            {failedRequestsToday} refused or failed
          </span>
        )}
      </Figure>
    </dl>
  );
}

type FigureProps = { name: string; href?: string; children: ReactNode };

function Figure({ name, href, children }: FigureProps) {
  return (
    <div className="border-line px-4 py-3 not-first:border-l max-lg:odd:border-l-0 max-lg:nth-[n+3]:border-t first:pl-0 max-lg:odd:pl-0">
      <dt className="text-table text-ink-2">
        {href ? (
          <Link href={href} className="hover:underline">
            {name}
          </Link>
        ) : (
          name
        )}
      </dt>
      <dd className="text-page font-semibold">{children}</dd>
    </div>
  );
}
