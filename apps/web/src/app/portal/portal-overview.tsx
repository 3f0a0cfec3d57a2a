"use client";

import { EmptyState, Notice, Time } from "@crossdock/ui";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { DetailSection } from "../../components/detail-section.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { GrantFacts } from "../../components/partners/grant-facts.tsx";
import { RecentUsage } from "../../components/usage/recent-usage.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import type { Outputs } from "../../trpc/server.tsx";

/** What a developer's partner may do and does, and where to go on. */
export function PortalOverview() {
  const trpc = useTRPC();
  const { data: partner } = useSuspenseQuery(trpc.partners.mine.queryOptions({}));
  const { data: keys } = useQuery(trpc.keys.list.queryOptions({ limit: 100 }));
  return (
    <>
      <PageHeader title={partner.name} />
      <div className="flex flex-col gap-8 px-4 py-5 sm:px-6">
        {keys?.data.length === 0 && <FirstKey />}
        {keys?.data
          .filter(({ state }) => state === "expiring")
          .map((key) => (
            <EndingKey key={key.id} apiKey={key} />
          ))}
        <RecentUsage
          aside={
            <Link href="/portal/usage" className="link text-table">
              Usage
            </Link>
          }
        />
        <DetailSection title={`What ${partner.name} may do`}>
          <GrantFacts grant={partner} />
        </DetailSection>
        <DetailSection title="Go on">
          <ul className="flex flex-col gap-1 text-table">
            {links.map(({ href, label }) => (
              <li key={href}>
                <Link href={href} className="link">
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </DetailSection>
      </div>
    </>
  );
}

const links = [
  { href: "/docs", label: "Getting started: the first call in five minutes" },
  { href: "/docs/reference", label: "API reference: every operation, with examples" },
  { href: "/docs/guides", label: "Guide: retries, pages, limits, errors" },
  { href: "/docs/changelog", label: "Changelog: what is new and what will end" },
];

type Key = Outputs["keys"]["list"]["data"][number];

function EndingKey({ apiKey: { id, name, expiresAt } }: { apiKey: Key }) {
  return (
    <Notice tone="warn">
      <Link href={`/portal/keys/${id}`} className="link">
        {name}
      </Link>{" "}
      ends {expiresAt && <Time at={expiresAt} />}: rotate it, and put the new key in place before.
    </Notice>
  );
}

function FirstKey() {
  return (
    <EmptyState
      kind="nothing-yet"
      title="Make your first key"
      action={<LinkButton href="/portal/keys">Go to API keys</LinkButton>}
    >
      <p>Your system sends it with every call. It is shown once, when it is made.</p>
    </EmptyState>
  );
}
