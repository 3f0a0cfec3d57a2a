import { callAs } from "@crossdock/api";
import { systemPrincipal } from "@crossdock/core";
import type { Product } from "../product.ts";
import { type Command, UsageError } from "./cli.ts";

export const listConnectors: Command = {
  name: "connectors list",
  usage: "",
  does: "Prints every connector: id, state, kind, the version of the API that it was written for, name.",
  options: [],
  async run(cli) {
    const product = await cli.product();
    const { data } = await asCli(product).list({});
    for (const { id, state, category, name } of data) {
      const definition = product.connectors.definitions.find((one) => one.id === id);
      cli.print([id, state, category, definition?.apiVersion, name].join("\t"));
    }
  },
};

export const checkConnectors: Command = {
  name: "connectors check",
  usage: "[ID]",
  does: "Asks each connector that is set up, or this one, whether its settings work and the third party still answers as we know it. It changes nothing there, and fails where something is not so.",
  options: [],
  async run(cli, { positionals: [wanted] }) {
    const product = await cli.product();
    const { data } = await asCli(product).list({});
    const chosen = data.filter(({ id, configured }) => (wanted ? id === wanted : configured));
    if (wanted && chosen.length === 0) throw new UsageError(`There is no connector ${wanted}.`);
    const lines = (await Promise.all(chosen.map(({ id }) => examine(product, id)))).flat();
    for (const { ok, words } of lines) cli.print([ok ? "ok  " : "FAIL", ...words].join("\t"));
    const failed = lines.filter(({ ok }) => !ok).length;
    if (failed > 0) throw new Error(`${failed} of ${lines.length} checks failed.`);
  },
};

export const disableConnector: Command = {
  name: "connectors disable",
  usage: 'ID --reason "…"',
  does: "Switches a connector off: nothing new begins there. What has begun goes on.",
  options: ["reason"],
  async run(cli, { positionals: [id], values: { reason } }) {
    if (!id || !reason) throw new UsageError("Name the connector, and say why by --reason.");
    await asCli(await cli.product()).disable({ id, reason });
    cli.print(`${id} is switched off.`);
  },
};

export const enableConnector: Command = {
  name: "connectors enable",
  usage: "ID",
  does: "Switches a connector on again.",
  options: [],
  async run(cli, { positionals: [id] }) {
    if (!id) throw new UsageError("Name the connector.");
    await asCli(await cli.product()).enable({ id });
    cli.print(`${id} is switched on.`);
  },
};

type Line = { ok: boolean; words: string[] };

async function examine(product: Product, id: string): Promise<Line[]> {
  const { ok, detail } = await asCli(product).check({ id });
  const settings = { ok, words: [id, "the settings work", detail] };
  // Where the settings do not work, nothing else is worth asking.
  if (!ok) return [settings];
  const connector = await product.connectors.get(id);
  const probes = (await connector?.probe?.()) ?? [];
  return [settings, ...probes.map(({ ok, what, detail }) => ({ ok, words: [id, what, detail] }))];
}

function asCli(product: Product) {
  return callAs(product, systemPrincipal("command line"), "cli").connectors;
}
