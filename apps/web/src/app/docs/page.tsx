import { CodeBlock } from "@crossdock/ui";
import Link from "next/link";
import { DocsSection } from "../../components/docs/docs-section.tsx";
import { runtime } from "../../runtime.ts";
import { listProducts, placeOrder, readEvents, settings } from "../../snippets.ts";

export const metadata = { title: "Getting started" };

export default function GettingStartedPage() {
  return (
    <article className="flex max-w-180 flex-col gap-10">
      <div className="flex flex-col gap-2">
        <h1 className="text-page">Getting started</h1>
        <p className="text-ink-2">
          Five minutes from a key to a paid order. Every call below works as it stands in a shell.
        </p>
      </div>
      <DocsSection title="1. Get a key">
        <p>
          A key belongs to a partner and is made in the dashboard under{" "}
          <Link href="/partners" className="link">
            Partners
          </Link>
          . It is shown once. Send it as <code className="font-mono">Authorization: Bearer</code> or
          as <code className="font-mono">X-API-Key</code>.
        </p>
        <CodeBlock label="Settings" code={settings(runtime().appUrl)} />
      </DocsSection>
      <DocsSection title="2. List products">
        <p>
          Money is an integer in the currency's smallest unit, with its currency:{" "}
          <code className="font-mono">{`{"amount": 1890, "currency": "EUR"}`}</code> is €18.90.
          Lists answer <code className="font-mono">data</code>,{" "}
          <code className="font-mono">hasMore</code> and{" "}
          <code className="font-mono">nextCursor</code>; send that as{" "}
          <code className="font-mono">?cursor=</code> for the page after.
        </p>
        <CodeBlock label="curl" code={listProducts} />
      </DocsSection>
      <DocsSection title="3. Place an order">
        <p>
          The first line takes a SKU from the list. The{" "}
          <code className="font-mono">Idempotency-Key</code> makes it safe to send the same order
          again: the same key is the same order. Stock is reserved at once.
        </p>
        <CodeBlock label="curl" code={placeOrder} />
        <p>
          With <code className="font-mono">{`"payment": {"provider": "test"}`}</code> the answer's{" "}
          <code className="font-mono">payments[0].action.url</code> is a page with Pay and Decline.
          Open it and pay: no money moves.
        </p>
      </DocsSection>
      <DocsSection title="4. See what happened">
        <p>
          The order is confirmed now, and an event tells of it. You see your own orders and events,
          and nobody else's.
        </p>
        <CodeBlock label="curl" code={readEvents} />
      </DocsSection>
      <DocsSection title="When something goes wrong">
        <p>
          Errors are problem details (RFC 9457): a fixed <code className="font-mono">code</code>,
          what to mend for each member in <code className="font-mono">errors</code>, and a{" "}
          <code className="font-mono">requestId</code> to name when you ask for help. Each code has{" "}
          <Link href="/docs/errors" className="link">
            its page
          </Link>
          .
        </p>
      </DocsSection>
    </article>
  );
}
