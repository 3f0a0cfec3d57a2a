import { type ParseArgsConfig, parseArgs } from "node:util";
import { type Arguments, type Command, UsageError } from "./cli.ts";
import { databaseUrl, migrateDatabase, seed } from "./database.ts";
import { doctor } from "./doctor.ts";
import { createKey, listKeys, revokeKey, rotateKey } from "./keys.ts";
import { openApiDocument } from "./openapi.ts";
import { rotate } from "./secrets.ts";
import { triggerStripe } from "./trigger.ts";
import { createUser, loginLink } from "./users.ts";

const commands: Command[] = [
  createKey,
  listKeys,
  rotateKey,
  revokeKey,
  createUser,
  loginLink,
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
  const options: ParseArgsConfig["options"] = Object.fromEntries(
    command.options.map((name) => [name, { type: "string" as const }]),
  );
  try {
    const args = argv.slice(command.name.split(" ").length);
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    return { command, args: { values: values as Arguments["values"], positionals } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${reason}\nUsage: npm run -s cli -- ${command.name} ${command.usage}`);
  }
}
