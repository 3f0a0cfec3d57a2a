import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { createLoader, parseAsString } from "nuqs/server";
import { Deprecation } from "../../../components/docs/deprecation.tsx";
import { Failures } from "../../../components/docs/failures.tsx";
import { OpenTarget } from "../../../components/docs/open-target.tsx";
import { OperationView } from "../../../components/docs/operation-view.tsx";
import { SchemaView } from "../../../components/docs/schema-view.tsx";
import { VersionSwitch } from "../../../components/docs/version-switch.tsx";
import { Document } from "../../../reference/document.ts";
import type { Reference } from "../../../reference/operations.ts";
import { readReference } from "../../../reference/operations.ts";
import type { Shape } from "../../../reference/shapes.ts";
import { eventsOf, schemasOf } from "../../../reference/shapes.ts";
import { standingOf } from "../../../reference/standing.ts";
import { runtime } from "../../../runtime.ts";

type Props = { searchParams: Promise<SearchParams> };

const loadChoice = createLoader({ version: parseAsString });

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { version } = await loadChoice(searchParams);
  return { title: version ? `API reference ${version}` : "API reference" };
}

export default async function ReferencePage({ searchParams }: Props) {
  const { versions, openapi, changes } = runtime();
  const newest = versions[0]?.name ?? "";
  const { version } = await loadChoice(searchParams);
  const facts = versions.find(({ name }) => name === (version ?? newest));
  const json = openapi(facts?.name ?? "");
  if (!facts || !json) notFound();
  const document = Document.parse(JSON.parse(json));
  const { groups, everywhere } = readReference(document);
  const schemas = schemasOf(document);
  const explained = new Set(schemas.map(({ id }) => id));
  const base = document.servers[0]?.url ?? "";
  const { name } = facts;
  const summaries = new Map(changes(name).map(({ operation, summary }) => [operation, summary]));
  return (
    <article className="flex flex-col gap-10">
      <OpenTarget />
      <div className="flex max-w-180 flex-col gap-3">
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <h1 className="text-page">API reference</h1>
          <VersionSwitch names={versions.map((one) => one.name)} current={name} />
        </div>
        <Deprecation
          facts={facts}
          standing={standingOf(facts, newest, new Date())}
          newest={newest}
        />
        <Choosing name={name} base={base} isNewest={name === newest} />
      </div>
      {groups.map(([tag, operations]) => (
        <section key={tag} className="flex flex-col">
          <h2 className="pb-2 text-section capitalize">{tag}</h2>
          {operations.map((operation) => (
            <OperationView
              key={operation.id}
              operation={operation}
              version={name}
              explained={explained}
              newer={
                name === newest
                  ? undefined
                  : { version: newest, summary: summaries.get(operation.id) }
              }
            />
          ))}
        </section>
      ))}
      <Everywhere {...everywhere} />
      <Shapes title="Event types" shapes={eventsOf(document)} explained={explained} />
      <Shapes title="Objects" shapes={schemas} explained={explained} />
    </article>
  );
}

type ChoosingProps = { name: string; base: string; isNewest: boolean };

function Choosing({ name, base, isNewest }: ChoosingProps) {
  return (
    <>
      <p className="text-ink-2">
        Version {name} is below <code className="font-mono text-ink">{base}</code>. It also answers
        below <code className="font-mono text-ink">/api</code> where the header{" "}
        <code className="font-mono text-ink">Api-Version: {name}</code> asks for it, or where the
        key is pinned to it{isNewest && " or to none"}:{" "}
        <Link href="/docs/guides#versions" className="link">
          how a version is chosen
        </Link>
        .
      </p>
      <p className="text-ink-2">
        Bodies and answers are JSON, or XML by{" "}
        <code className="font-mono text-ink">Content-Type</code> and{" "}
        <code className="font-mono text-ink">Accept: application/xml</code>. The same for machines:{" "}
        <a href={`${base}/openapi.json`} className="link">
          openapi.json
        </a>{" "}
        (OpenAPI 3.1).
      </p>
    </>
  );
}

/** What no operation repeats. */
function Everywhere({ headers, failures }: Reference["everywhere"]) {
  return (
    <section id="everywhere" className="flex scroll-mt-16 flex-col gap-3">
      <h2 className="text-section">Every operation</h2>
      <p className="text-table text-ink-2">
        Each answer has the headers{" "}
        <code className="font-mono text-meta">{headers.join(", ")}</code>, and may be one of these
        errors:
      </p>
      <Failures failures={failures} />
    </section>
  );
}

type ShapesProps = { title: string; shapes: Shape[]; explained: ReadonlySet<string> };

function Shapes({ title, shapes, explained }: ShapesProps) {
  if (shapes.length === 0) return null;
  return (
    <section className="flex flex-col">
      <h2 className="pb-2 text-section">{title}</h2>
      {shapes.map((shape) => (
        <SchemaView key={shape.id} shape={shape} explained={explained} />
      ))}
    </section>
  );
}
