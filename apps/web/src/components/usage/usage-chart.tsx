import type { Outputs } from "../../trpc/server.tsx";
import { many } from "../../words.ts";
import { DayBars } from "../day-bars.tsx";
import { DayTable } from "../day-table.tsx";

type Props = { usage: Pick<Outputs["usage"]["get"], "days" | "total"> };

/** Calls of the API by day as bars, what failed of them in red, and the same as a table. */
export function UsageChart({ usage: { days, total } }: Props) {
  const limited = total.rateLimited > 0 ? ` (${total.rateLimited} by a limit)` : "";
  const inWords = `${many(total.calls, "call")} in ${days.length} days, ${total.errors} of them refused or failed${limited}`;
  return (
    <>
      <DayBars
        days={days.map(({ day, calls, errors }) => ({ day, value: calls, failed: errors }))}
        inWords={inWords}
        most={(calls) => many(calls, "call")}
      />
      <DayTable
        caption="Calls by day"
        heads={["Calls", "Refused or failed", "By a limit"]}
        rows={days.toReversed().map(({ day, calls, errors, rateLimited }) => ({
          day,
          cells: [calls, errors, rateLimited].map((count) => count.toLocaleString("en")),
        }))}
      />
    </>
  );
}
