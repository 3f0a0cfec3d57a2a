import { callAs } from "@crossdock/api";
import { systemPrincipal } from "@crossdock/core";
import { type Command, UsageError } from "./cli.ts";

const parts = ["worker", "outgoing", "writes"] as const;

export const pause: Command = {
  name: "pause",
  usage: 'worker|outgoing|writes --reason "…"',
  does: "Stops background work, calls to third parties or all changes (read-only mode) in every process within a second, until it is resumed. The team sees the reason on every page.",
  options: ["reason"],
  async run(cli, { positionals: [given], values: { reason } }) {
    const part = readPart(given);
    if (!reason) throw new UsageError('--reason "…" is needed: others will wonder why.');
    await pausesOf(await cli.product()).set({ part, reason });
    cli.print(`${part} is paused. Resume it with: npm run -s cli -- resume ${part}`);
  },
};

export const resume: Command = {
  name: "resume",
  usage: "worker|outgoing|writes",
  does: "Lets what was paused go on.",
  options: [],
  async run(cli, { positionals: [given] }) {
    const part = readPart(given);
    await pausesOf(await cli.product()).lift({ part });
    cli.print(`${part} goes on.`);
  },
};

export const listPauses: Command = {
  name: "pauses",
  usage: "",
  does: "Prints what is paused: part, since when, by whom, why.",
  options: [],
  async run(cli) {
    const { data } = await pausesOf(await cli.product()).list({});
    for (const { part, at, by, reason } of data) cli.print([part, at, by, reason].join("\t"));
    if (data.length === 0) cli.note("Nothing is paused.");
  },
};

function readPart(given: string | undefined): (typeof parts)[number] {
  const part = parts.find((one) => one === given);
  if (part) return part;
  throw new UsageError(`Name what to pause or resume: ${parts.join(", ")}.`);
}

function pausesOf(product: Parameters<typeof callAs>[0]) {
  return callAs(product, systemPrincipal("command line"), "cli").pauses;
}
