"use client";

import { CodeBlock, Glyph, Time } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { listProducts, settings } from "../../../snippets.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { StartShop } from "./start-shop.tsx";

type Props = {
  overview: Outputs["shop"]["overview"];
  appUrl: string;
  demo: boolean;
  mayStart: boolean;
};

/** What a new shop does first. Each step is done when it has happened, not when it is clicked away. */
export function FirstSteps({ overview, appUrl, demo, mayStart }: Props) {
  const trpc = useTRPC();
  const { data: keys } = useQuery(trpc.keys.list.queryOptions({ limit: 1 }));
  const { firstCallAt } = overview;
  if (!keys || (firstCallAt && !demo)) return null;
  return (
    <section aria-labelledby="first-steps" className="rounded-panel border border-line bg-panel">
      <h2 id="first-steps" className="px-5 pt-4 text-section">
        First steps
      </h2>
      <ol>
        <Step done={keys.data.length > 0} title="Make an API key">
          <p>
            Add a{" "}
            <Link href="/partners" className="link">
              partner
            </Link>{" "}
            and make its key there.
          </p>
        </Step>
        <Step
          done={firstCallAt !== null}
          title={firstCallAt ? "Your first API call came in" : "Waiting for your first API call…"}
        >
          {firstCallAt ? (
            <p>
              <Time at={firstCallAt} />
            </p>
          ) : (
            <div className="flex max-w-180 flex-col gap-2">
              <p>Put your key into this and run it. The step ticks itself off.</p>
              <CodeBlock label="First call" code={`${settings(appUrl)}\n${listProducts}`} />
            </div>
          )}
        </Step>
        {mayStart && (
          <Step done={!demo} title="Start your own shop">
            <p className="pb-2">
              This is a demo shop. Look around and break things; then remove its data and begin.
            </p>
            {demo && <StartShop />}
          </Step>
        )}
      </ol>
    </section>
  );
}

function Step({ done, title, children }: { done: boolean; title: string; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2 border-line px-5 py-3 not-first:border-t">
      <span className={`pt-1 ${done ? "text-ok" : "text-ink-3"}`}>
        <Glyph tone={done ? "ok" : "pending"} />
      </span>
      <div className="min-w-0" aria-live="polite">
        <h3>
          {title}
          {done && <span className="sr-only"> (done)</span>}
        </h3>
        <div className="text-table text-ink-2">{children}</div>
      </div>
    </li>
  );
}
