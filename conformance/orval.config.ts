import { documents } from "./documents.ts";

/** A client for each version, which calls through `send`. */
export default Object.fromEntries(
  documents.map(({ version, path }) => [
    version,
    {
      input: path,
      output: {
        target: `clients/generated/${version}/orval.ts`,
        client: "fetch",
        override: { mutator: { path: "clients/send.ts", name: "send" } },
      },
    },
  ]),
);
