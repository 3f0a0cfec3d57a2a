import { CodeBlock, EmptyState } from "@crossdock/ui";
import Link from "next/link";
import { placeOrder } from "../../../snippets.ts";

/** What the order list says before there is an order. */
export function FirstOrder() {
  return (
    <EmptyState kind="nothing-yet" title="No orders yet">
      <p>
        Orders come in through the API. Make a key under{" "}
        <Link href="/partners" className="link">
          Partners
        </Link>
        , then place one:
      </p>
      <CodeBlock label="Place an order" code={placeOrder} />
    </EmptyState>
  );
}
