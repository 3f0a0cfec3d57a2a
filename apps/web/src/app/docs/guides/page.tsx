import { CodeBlock } from "@crossdock/ui";
import { DocsSection } from "../../../components/docs/docs-section.tsx";
import { Prose } from "../../../components/docs/prose.tsx";
import type { Block } from "../../../reference/guide.ts";
import { readGuide } from "../../../reference/guide.ts";
import { runtime } from "../../../runtime.ts";
import { settings } from "../../../snippets.ts";
import guide from "./guide.md";

const { title, sections } = readGuide(guide);

export const metadata = { title };

export default function GuidePage() {
  return (
    <article className="flex max-w-180 flex-col gap-10">
      <div className="flex flex-col gap-3">
        <h1 className="text-page">{title}</h1>
        <nav aria-label="On this page">
          <ul className="flex flex-wrap gap-x-4 gap-y-1 text-table">
            {sections.map(({ id, title }) => (
              <li key={id}>
                <a href={`#${id}`} className="link">
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      {sections.map(({ id, title, blocks }) => (
        <DocsSection key={id} id={id} title={title}>
          {blocks.map((block) => (
            <Part key={block.text} block={block} />
          ))}
        </DocsSection>
      ))}
    </article>
  );
}

function Part({ block: { kind, text } }: { block: Block }) {
  if (kind === "text") return <Prose text={text} />;
  if (kind === "settings") return <CodeBlock label="Settings" code={settings(runtime().appUrl)} />;
  return <CodeBlock label={labels[kind] ?? "Answer"} code={text} />;
}

// What is labelled curl works as it stands, with the settings above; a program has its own besides.
const labels: Record<string, string> = { sh: "curl", program: "With your client's id and secret" };
