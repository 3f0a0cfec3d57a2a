import { formatMoney } from "@crossdock/core";
import { DetailSection } from "../../../components/detail-section.tsx";
import { Money } from "../../../components/money.tsx";
import type { Outputs } from "../../../trpc/server.tsx";

type Revenue = Outputs["shop"]["overview"]["revenue"];

const height = 72;
const step = 12;

/** Revenue by day as bars, and the same as a table. */
export function RevenueChart({ revenue }: { revenue: Revenue }) {
  const { byDay, currency, last30Days } = revenue;
  const inWords = `${formatMoney({ amount: last30Days, currency })} in ${byDay.length} days`;
  const top = Math.max(1, ...byDay.map(({ amount }) => amount));
  return (
    <DetailSection title="Revenue by day">
      <figure>
        <svg
          role="img"
          aria-label={inWords}
          viewBox={`0 0 ${byDay.length * step} ${height + 1}`}
          preserveAspectRatio="none"
          className="h-18 w-full"
        >
          <title>{inWords}</title>
          {byDay.map(({ day, amount }, index) => {
            const bar = Math.max(1, (amount / top) * height);
            return (
              <rect
                key={day}
                x={index * step + 1}
                y={height - bar}
                width={step - 3}
                height={bar}
                className={amount > 0 ? "fill-accent" : "fill-line"}
              />
            );
          })}
          <path d={`M0 ${height + 0.5}h${byDay.length * step}`} className="stroke-line-strong" />
        </svg>
        <figcaption className="flex justify-between pt-1 text-meta text-ink-2">
          <span>{byDay[0]?.day}</span>
          <span>most: {formatMoney({ amount: top, currency })}</span>
          <span>{byDay.at(-1)?.day} UTC</span>
        </figcaption>
      </figure>
      <details className="pt-2">
        <summary className="w-fit text-table text-ink-2">As a table</summary>
        <table className="w-full text-table">
          <caption className="sr-only">Revenue by day</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Orders</th>
              <th scope="col">Revenue</th>
            </tr>
          </thead>
          <tbody>
            {byDay.toReversed().map(({ day, amount, orders }) => (
              <tr key={day} className="border-t border-line">
                <th scope="row" className="h-7 text-left font-normal">
                  {day}
                </th>
                <td className="text-right">{orders}</td>
                <td className="text-right">
                  <Money amount={amount} currency={currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </DetailSection>
  );
}
