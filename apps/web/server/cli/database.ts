import { migrate } from "@crossdock/db/migrate";
import { createSay } from "../say.ts";
import { setUp } from "../setup.ts";
import type { Command } from "./cli.ts";

export const databaseUrl: Command = {
  name: "db url",
  usage: "",
  does: "Prints the database's connection URL.",
  options: [],
  async run(cli) {
    cli.print(cli.url);
  },
};

export const migrateDatabase: Command = {
  name: "migrate",
  usage: "",
  does: "Applies the migrations that the database lacks; every start does so too.",
  options: [],
  async run(cli) {
    const applied = await migrate(cli.url);
    cli.note(applied.length === 0 ? "Nothing to do." : applied.join("\n"));
  },
};

export const seed: Command = {
  name: "seed",
  usage: "",
  does: "Fills an empty database with what SEED says; a filled one stays as it is.",
  options: [],
  async run(cli) {
    await migrate(cli.url);
    const say = createSay((text) => process.stderr.write(text));
    const made = await setUp(await cli.product(), cli.env, say);
    cli.note(made ? `Sign in as ${made.email}: ${made.link}` : "The database is filled already.");
  },
};
