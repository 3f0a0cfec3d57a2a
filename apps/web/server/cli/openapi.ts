import { openApi } from "../public-api.ts";
import { type Command, UsageError } from "./cli.ts";

export const openApiDocument: Command = {
  name: "openapi",
  usage: "[VERSION]",
  does: "Prints the OpenAPI document of a version, which docs/openapi keeps; of the newest by default.",
  options: [],
  async run(cli, { positionals: [version] }) {
    const [newest = ""] = openApi.keys();
    const document = openApi.get(version ?? newest);
    if (document === undefined) {
      throw new UsageError(
        `There is no version ${version}. There are: ${[...openApi.keys()].join(" ")}`,
      );
    }
    cli.print(document.trimEnd());
  },
};
