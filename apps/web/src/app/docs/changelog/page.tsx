import type { VersionFacts } from "@crossdock/adapters";
import type { Tone } from "@crossdock/ui";
import { Status } from "@crossdock/ui";
import { Day } from "../../../components/day.tsx";
import { Marked } from "../../../components/docs/prose.tsx";
import type { Release } from "../../../reference/changelog.ts";
import { releasesOf } from "../../../reference/changelog.ts";
import type { Difference } from "../../../reference/diff.ts";
import type { Standing } from "../../../reference/standing.ts";
import { standingOf } from "../../../reference/standing.ts";
import { runtime } from "../../../runtime.ts";
import { words } from "../../../words.ts";

export const metadata = { title: "Changelog" };

export default function ChangelogPage() {
  const releases = releasesOf(runtime());
  return (
    <article className="flex max-w-180 flex-col gap-10">
      <div className="flex flex-col gap-2">
        <h1 className="text-page">Changelog</h1>
        <p className="text-ink-2">
          What is different from version to version, as their documents tell it. A new operation
          appears in every version that is served, a new member in the newest one alone. The same
          for machines:{" "}
          <a href="/docs/changelog.json" className="link">
            changelog.json
          </a>
          .
        </p>
      </div>
      {releases.map((release) => (
        <Section
          key={release.facts.name}
          release={release}
          newest={releases[0]?.facts.name ?? ""}
        />
      ))}
    </article>
  );
}

function Section({ release: { facts, before }, newest }: { release: Release; newest: string }) {
  const { name } = facts;
  const standing = standingOf(facts, newest, new Date());
  return (
    <section
      id={name}
      aria-labelledby={`${name}-title`}
      className="flex scroll-mt-16 flex-col gap-4"
    >
      <div className="flex flex-wrap items-baseline gap-x-4 border-b border-line-strong pb-1">
        <h2 id={`${name}-title`} className="text-section">
          <a href={`#${name}`} className="font-mono hover:underline">
            {name}
          </a>
        </h2>
        <Status tone={tones[standing]}>{words(standing)}</Status>
        <a href={`/docs/reference?version=${name}`} className="link ml-auto text-table">
          Reference of {name}
        </a>
      </div>
      <Dates facts={facts} />
      {before === undefined ? <p>The first version.</p> : <Changes name={name} before={before} />}
    </section>
  );
}

const tones: Record<Standing, Tone> = {
  current: "ok",
  supported: "ok",
  deprecated: "warn",
  ended: "off",
};

function Dates({ facts: { released, deprecated, sunset } }: { facts: VersionFacts }) {
  const dates = [
    { what: "Released", at: released },
    { what: "Deprecated", at: deprecated },
    { what: "Ends", at: sunset },
  ];
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-1 text-table">
      {dates.map(
        ({ what, at }) =>
          at !== undefined && (
            <div key={what} className="flex gap-2">
              <dt className="text-ink-2">{what}</dt>
              <dd>
                <Day at={at} />
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}

function Changes({ name, before }: { name: string; before: NonNullable<Release["before"]> }) {
  return (
    <>
      <h3 className="text-table">By operation</h3>
      <dl className="flex flex-col text-table">
        {before.operations.map(({ summary, names }) => (
          <div key={summary} className="border-t border-line py-2">
            <dt className="flex flex-wrap gap-x-3">
              {names.map((operation) => (
                <a
                  key={operation}
                  href={`/docs/reference?version=${name}#${operation}`}
                  className="link flex min-h-6 items-center font-mono text-meta"
                >
                  {operation}
                </a>
              ))}
            </dt>
            <dd>
              <span className="text-ink-2">In {before.version}: </span>
              <Marked text={summary} />
            </dd>
          </div>
        ))}
      </dl>
      <h3 className="text-table">By object</h3>
      <dl className="flex flex-col text-table">
        {before.shapes.map((difference) => (
          <Shape key={difference.place} difference={difference} />
        ))}
      </dl>
    </>
  );
}

function Shape({ difference: { place, changes } }: { difference: Difference }) {
  return (
    <div className="grid gap-x-4 border-t border-line py-2 sm:grid-cols-[12rem_minmax(0,1fr)]">
      <dt>
        <Marked text={place} />
      </dt>
      <dd>
        <ul>
          {changes.map((change) => (
            <li key={change}>
              <Marked text={change} />
            </li>
          ))}
        </ul>
      </dd>
    </div>
  );
}
