import { CopyId, KeyValues, Time } from "@crossdock/ui";
import Link from "next/link";
import type { Outputs } from "../../trpc/server.tsx";
import { limitsText } from "../limits-text.ts";
import { RequestsLink } from "../requests-link.tsx";
import { LastUse } from "./last-use.tsx";

type Detail = Outputs["keys"]["get"];

/** What was set for a key, and what is known of it. */
export function KeyFacts({
  apiKey,
  showOwner,
}: {
  apiKey: Detail;
  showOwner: boolean | undefined;
}) {
  const { partnerId, partnerName, hint, expiresAt, allowedAddresses, apiVersion, createdBy } =
    apiKey;
  const owner = partnerId ? (
    <Link key="owner" className="link" href={`/partners/${partnerId}`}>
      {partnerName}
    </Link>
  ) : (
    "The shop"
  );
  return (
    <KeyValues
      items={[
        ...(showOwner ? [["Owner", owner] as const] : []),
        ["Key", <Mono key="key" text={hint} />],
        ["Expires", expiresAt ? <Time key="expires" at={expiresAt} full /> : "Never"],
        [
          "Allowed from",
          allowedAddresses.length === 0 ? (
            "Everywhere"
          ) : (
            <Mono key="addresses" text={allowedAddresses.join(", ")} />
          ),
        ],
        ["Limits", <LimitsInForce key="limits" apiKey={apiKey} />],
        ["Version", apiVersion ?? "Newest (follows)"],
        ["Last used", <LastUse key="used" apiKey={apiKey} />],
        [
          "Requests",
          <RequestsLink key="requests" filter={{ principalId: apiKey.id }}>
            In the log
          </RequestsLink>,
        ],
        [
          "Made",
          <span key="made">
            <Time at={apiKey.createdAt} full />
            {createdBy && ` by ${createdBy.name}`}
          </span>,
        ],
        ["Id", <CopyId key="id" id={apiKey.id} />],
      ]}
    />
  );
}

function Mono({ text }: { text: string }) {
  return <span className="font-mono text-meta">{text}</span>;
}

function LimitsInForce({ apiKey }: { apiKey: Detail }) {
  const { limits, limitsOverride, limitsOverrideUntil: until } = apiKey;
  if (!limitsOverride || !until || new Date(until) <= new Date()) return limitsText(limits);
  return (
    <>
      {limitsText(limitsOverride)} until <Time at={until} full />, then {limitsText(limits)}
    </>
  );
}
