import { evaluateAlerts } from "@crossdock/api";
import { newId, systemPrincipal } from "@crossdock/core";
import type { Command } from "./cli.ts";

export const evaluateNow: Command = {
  name: "alerts evaluate",
  usage: "",
  does: "Judges every alert rule now, as the worker does each minute, and prints what fires: id, severity, what happened.",
  options: [],
  async run(cli) {
    const product = await cli.product();
    const context = {
      ...{
        services: product,
        principal: systemPrincipal("command line"),
        transport: "cli" as const,
      },
      requestId: newId("req", product.clock.now()),
    };
    const firing = (await evaluateAlerts(context, 0)) ?? [];
    const rules = await product.db.prisma.alertRule.findMany();
    for (const { id, ruleId, detail } of firing) {
      const rule = rules.find((one) => one.id === ruleId);
      cli.print([id, rule?.severity, rule?.name, detail].join("\t"));
    }
    if (firing.length === 0) cli.print("Nothing fires.");
  },
};
