import type { ErrorCode } from "@crossdock/core";
import { AppError, errorCodes, toProblem } from "@crossdock/core";
import { CodeBlock } from "@crossdock/ui";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocsSection } from "../../../../components/docs/docs-section.tsx";
import { Prose } from "../../../../components/docs/prose.tsx";
import { sectionsOf } from "../../../../reference/sections.ts";

type Props = { params: Promise<{ code: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).code };
}

export default async function ErrorPage({ params }: Props) {
  const { code } = await params;
  if (!isErrorCode(code)) notFound();
  const { status, title } = errorCodes[code];
  const page = await import(`../../../../../../../docs/errors/${code}.md`);
  const problem = toProblem(new AppError(code), "req_01jd7m3v9kf4s8qzt5w2x6y7ab");
  return (
    <article className="flex max-w-180 flex-col gap-8">
      <div className="flex flex-col gap-2">
        <p className="font-mono text-table text-ink-2">
          {status} {code}
        </p>
        <h1 className="text-page">{title}</h1>
      </div>
      {sectionsOf(page.default).map(({ title, paragraphs }) => (
        <DocsSection key={title} title={title}>
          {paragraphs.map((text) => (
            <Prose key={text} text={text} />
          ))}
        </DocsSection>
      ))}
      <CodeBlock
        label="The answer, at the least"
        code={`HTTP/1.1 ${status}\nContent-Type: application/problem+json\n\n${JSON.stringify(problem, null, 2)}`}
      />
    </article>
  );
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}
