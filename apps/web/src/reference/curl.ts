import { shellWord } from "../shell-word.ts";
import type { Document, Parameter } from "./document.ts";

type Call = {
  document: Document;
  method: string;
  path: string;
  /** The operation's own, with what its references lead to. */
  parameters: Parameter[];
  /** Nothing where the operation takes no body. */
  body: { type: string; value: unknown } | undefined;
  sample: (schema: NonNullable<Parameter["schema"]>, name?: string) => unknown;
};

/** A call that works once the variables of "Getting started" are set and the ids are one's own. */
export function curlOf({ document, method, path, parameters, body, sample }: Call): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const { example, schema = {} } = parameters.find((one) => one.name === name) ?? {};
    return encodeURIComponent(String(example ?? sample(schema, name)));
  });
  const url = `$CROSSDOCK_URL${document.servers[0]?.url ?? ""}${filled}`;
  const isKeyed = parameters.some(({ name, required }) => name === "Idempotency-Key" && required);
  return [
    `curl ${method === "GET" ? "" : `-X ${method} `}"${url}"`,
    `-H "Authorization: Bearer $CROSSDOCK_KEY"`,
    ...(isKeyed ? [`-H "Idempotency-Key: $(date +%s)"`] : []),
    ...(body === undefined
      ? []
      : [`-H "Content-Type: ${body.type}"`, `-d ${shellWord(JSON.stringify(body.value))}`]),
  ].join(" \\\n  ");
}
