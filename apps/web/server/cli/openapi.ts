import { openApi } from "../rest.ts";
import type { Command } from "./cli.ts";

export const openApiDocument: Command = {
  name: "openapi",
  usage: "",
  does: "Prints the OpenAPI document of REST v1, which docs/openapi keeps.",
  options: [],
  async run(cli) {
    cli.print(openApi.trimEnd());
  },
};
