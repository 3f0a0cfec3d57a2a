import { callAs } from "@crossdock/api";
import { systemPrincipal } from "@crossdock/core";
import type { Product } from "../product.ts";
import { type CheckLine, lineOf, tryPayments } from "./check-lines.ts";
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
  does: "Asks each connector that is set up, or this one, whether its settings work and the third party still answers as we know it. Where a payment provider's test keys are in the environment, it runs the payment contract there, with payments of no money; else it changes nothing. It fails where something is not so.",
  options: [],
  async run(cli, { positionals: [wanted] }) {
    const product = await cli.product();
    const { data } = await asCli(product).list({});
    const chosen = data.filter(({ id, configured }) => (wanted ? id === wanted : configured));
    if (wanted && chosen.length === 0) throw new UsageError(`There is no connector ${wanted}.`);
    const lines = (await Promise.all(chosen.map(({ id }) => examine(product, id)))).flat();
    for (const { outcome, words } of lines) cli.print([outcome, ...words].join("\t"));
    const failed = lines.filter(({ outcome }) => outcome === "FAIL").length;
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

async function examine(product: Product, id: string): Promise<CheckLine[]> {
  const { ok, detail } = await asCli(product).check({ id });
  const settings = lineOf(id, { what: "the settings work", ok, detail });
  const connector = await product.connectors.get(id);
  if (!connector?.configured) return [settings];
  // Also where the settings are not whole: who only tries a provider has no webhook there.
  const probes = (await connector.probe?.()) ?? [];
  const lines = [settings, ...probes.map((probe) => lineOf(id, probe))];
  return probes.every((probe) => probe.ok)
    ? [...lines, ...(await tryPayments(product, id))]
    : lines;
}

function asCli(product: Product) {
  return callAs(product, systemPrincipal("command line"), "cli").connectors;
}
