import { formatMoney } from "@crossdock/core";
import { DayBars } from "../../../components/day-bars.tsx";
import { DayTable } from "../../../components/day-table.tsx";
import { DetailSection } from "../../../components/detail-section.tsx";
import { Money } from "../../../components/money.tsx";
import type { Outputs } from "../../../trpc/server.tsx";

type Revenue = Outputs["shop"]["overview"]["revenue"];

/** Revenue by day as bars, and the same as a table. */
export function RevenueChart({ revenue }: { revenue: Revenue }) {
  const { byDay, currency, last30Days } = revenue;
  return (
    <DetailSection title="Revenue by day">
      <DayBars
        days={byDay.map(({ day, amount }) => ({ day, value: amount }))}
        inWords={`${formatMoney({ amount: last30Days, currency })} in ${byDay.length} days`}
        most={(amount) => formatMoney({ amount, currency })}
      />
      <DayTable
        caption="Revenue by day"
        heads={["Orders", "Revenue"]}
        rows={byDay.toReversed().map(({ day, amount, orders }) => ({
          day,
          cells: [orders, <Money key="revenue" amount={amount} currency={currency} />],
        }))}
      />
    </DetailSection>
  );
}
