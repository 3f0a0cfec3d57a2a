import { CopyId } from "@crossdock/ui";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { Money } from "../../../../components/money.tsx";
import { State } from "../../../../components/statuses.tsx";
import { words } from "../../../../words.ts";
import type { Order } from "./order-detail.tsx";

/** The attempts to be paid. */
export function OrderPayments({ order }: { order: Order }) {
  return (
    <DetailSection title="Payments">
      <ul className="border-t border-line-strong text-table">
        {order.payments.map(({ id, provider, status, amount, action }) => (
          <li
            key={id}
            className="flex flex-wrap items-center gap-x-6 gap-y-1 border-b border-line py-1.5"
          >
            <span className="w-16 font-semibold">{words(provider)}</span>
            <State value={status} />
            <CopyId id={id} short />
            {action?.type === "redirect" && (
              <a href={action.url} className="link">
                Buyer's payment page
              </a>
            )}
            <span className="ml-auto">
              <Money {...amount} />
            </span>
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}
