import { writeFile } from "node:fs/promises";
import { type Command, UsageError } from "./cli.ts";

const folder = new URL("../../../../docs/openapi/", import.meta.url);

export const openApiDocument: Command = {
  name: "openapi",
  usage: "VERSION|renew",
  does: "Prints a version's OpenAPI document, or renews those that docs/openapi keeps.",
  options: [],
  async run(cli, { positionals: [wanted = ""] }) {
    // The other commands need not wait until the documents are made.
    const { openApi } = await import("../openapi.ts");
    if (wanted === "renew") {
      for (const [version, text] of openApi)
        await writeFile(new URL(`${version}.json`, folder), text);
      return;
    }
    const document = openApi.get(wanted);
    if (document === undefined) {
      throw new UsageError(`Name one of ${[...openApi.keys()].join(", ")}, or renew.`);
    }
    cli.print(document.trimEnd());
  },
};
