import { examine } from "@crossdock/api";
import type { Command } from "./cli.ts";

export const doctor: Command = {
  name: "doctor",
  usage: "",
  does: "Checks what must always hold (stock, totals, ledgers) and fails where something does not.",
  options: [],
  async run(cli) {
    const { db } = await cli.product();
    const findings = await examine(db.prisma);
    for (const { rule, broken } of findings)
      cli.print(`${broken === 0 ? "ok  " : "FAIL"} ${rule}: ${broken}`);
    const failed = findings.filter(({ broken }) => broken > 0).length;
    if (failed > 0) throw new Error(`${failed} rules do not hold.`);
  },
};
