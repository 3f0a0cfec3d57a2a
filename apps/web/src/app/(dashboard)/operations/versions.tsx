"use client";

import type { Tone } from "@crossdock/ui";
import { Status, Time } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import { Day } from "../../../components/day.tsx";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { many, words } from "../../../words.ts";

type Version = Outputs["operations"]["usage"]["data"][number];

/** The versions that are served, and who still calls the old ones. */
export function Versions() {
  const trpc = useTRPC();
  const { data: versions } = useQuery(trpc.operations.usage.queryOptions({}));
  if (!versions) return null;
  return (
    <section aria-label="Versions" className="border-b border-line px-4 py-3 sm:px-6">
      <ul className="flex flex-col gap-3">
        {versions.data.map((version) => (
          <li
            key={version.name}
            className="grid gap-x-6 text-table lg:grid-cols-[26rem_minmax(0,1fr)]"
          >
            <Life version={version} />
            <Callers version={version} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Life({ version: { name, state, released, deprecated, sunset } }: { version: Version }) {
  return (
    <div className="flex flex-wrap content-start items-baseline gap-x-3">
      <h2 className="font-mono text-table">{name}</h2>
      <Status tone={tones[state]}>{words(state)}</Status>
      <p className="w-full text-meta text-ink-2">
        released <Day at={released} />
        {deprecated && (
          <>
            , deprecated {state === "supported" ? "from" : "since"} <Day at={deprecated} />
          </>
        )}
        {sunset && (
          <>
            , {state === "ended" ? "ended" : "ends"} <Day at={sunset} />
          </>
        )}
      </p>
    </div>
  );
}

const tones: Record<Version["state"], Tone> = {
  current: "ok",
  supported: "ok",
  deprecated: "warn",
  ended: "off",
};

function Callers({ version }: { version: Version }) {
  const { calls, errors, lastAt, keyCount, keys } = version;
  if (lastAt === null) return <p className="text-ink-2">No call in the last 30 days.</p>;
  const unnamed = keyCount - keys.length;
  return (
    <div className="min-w-0">
      <p>
        {many(calls, "call")} by {many(keyCount, "key")} in the last 30 days
        {errors > 0 && (
          <>
            , <span className="text-bad">{many(errors, "error")}</span>
          </>
        )}
        , last call <Time at={lastAt} />
      </p>
      <p className="text-meta break-words text-ink-2">
        {keys.map((key) => `${key.name ?? key.id} ${key.calls.toLocaleString("en")}`).join(" · ")}
        {unnamed > 0 && ` · and ${many(unnamed, "more key", "more keys")}`}
      </p>
    </div>
  );
}
