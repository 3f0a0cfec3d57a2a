import { type ParseArgsConfig, parseArgs } from "node:util";
import { evaluateNow } from "./alerts.ts";
import { type Arguments, type Command, UsageError } from "./cli.ts";
import { createClient, rotateSigningKeys } from "./clients.ts";
import {
  checkConnectors,
  disableConnector,
  enableConnector,
  listConnectors,
} from "./connectors.ts";
import { databaseUrl, migrateDatabase, seed } from "./database.ts";
import { doctor } from "./doctor.ts";
import { createKey, listKeys, revokeKey, rotateKey } from "./keys.ts";
import { openApiDocument } from "./openapi.ts";
import { listPauses, pause, resume } from "./pauses.ts";
import { rotate } from "./secrets.ts";
import { triggerStripe } from "./trigger.ts";
import { createUser, loginLink } from "./users.ts";

const commands: Command[] = [
  createKey,
  listKeys,
  rotateKey,
  revokeKey,
  createClient,
  rotateSigningKeys,
  createUser,
  loginLink,
  listConnectors,
  checkConnectors,
  disableConnector,
  enableConnector,
  pause,
  resume,
  listPauses,
  evaluateNow,
  databaseUrl,
  migrateDatabase,
  seed,
  doctor,
  rotate,
  triggerStripe,
  openApiDocument,
];

const help = [
  "Usage: npm run -s cli -- COMMAND",
  "",
  ...commands.map(({ name, usage, does }) => `  ${`${name} ${usage}`.trim()}\n      ${does}`),
].join("\n");

/** Finds the command that the words begin with and reads its arguments. @throws UsageError */
export function readCommand(argv: string[]): { command: Command; args: Arguments } {
  const command = commands.find(({ name }) => `${argv.join(" ")} `.startsWith(`${name} `));
  if (!command)
    throw new UsageError(argv.length === 0 ? help : `There is no such command.\n\n${help}`);
  try {
    const args = argv.slice(command.name.split(" ").length);
    return { command, args: parse(command, args) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${reason}\nUsage: npm run -s cli -- ${command.name} ${command.usage}`);
  }
}

function parse({ options, lists = [], flags = [] }: Command, args: string[]): Arguments {
  const all: NonNullable<ParseArgsConfig["options"]> = {};
  for (const name of flags) all[name] = { type: "boolean" };
  for (const name of options) all[name] = { type: "string", multiple: lists.includes(name) };
  const { values, positionals } = parseArgs({ args, options: all, allowPositionals: true });
  const given = Object.entries(values);
  const of = <T>(kind: (value: unknown) => value is T) =>
    Object.fromEntries(given.flatMap(([name, value]) => (kind(value) ? [[name, value]] : [])));
  return {
    values: of((value) => typeof value === "string"),
    lists: of((value): value is string[] => Array.isArray(value)),
    flags: new Set(flags.filter((name) => values[name] === true)),
    positionals,
  };
}
