import { OperationView } from "../../../components/docs/operation-view.tsx";
import { Document } from "../../../reference/document.ts";
import { operationsByTag } from "../../../reference/operations.ts";
import { runtime } from "../../../runtime.ts";

export const metadata = { title: "API reference" };

export default function ReferencePage() {
  const document = Document.parse(JSON.parse(runtime().openapi));
  const base = document.servers[0]?.url ?? "";
  return (
    <article className="flex flex-col gap-10">
      <div className="flex max-w-180 flex-col gap-2">
        <h1 className="text-page">API reference</h1>
        <p className="text-ink-2">
          Version {document.info.version}, below <code className="font-mono">{base}</code>. The same
          for machines:{" "}
          <a href={`${base}/openapi.json`} className="link">
            openapi.json
          </a>{" "}
          (OpenAPI 3.1).
        </p>
      </div>
      {operationsByTag(document).map(([tag, operations]) => (
        <section key={tag} className="flex flex-col">
          <h2 className="pb-2 text-section capitalize">{tag}</h2>
          {operations.map((operation) => (
            <OperationView key={operation.id} operation={operation} />
          ))}
        </section>
      ))}
    </article>
  );
}
