import { loadEnv } from "@crossdock/config/env";
import { joinDatabase } from "../database.ts";
import { explain } from "../explain.ts";
import { createLog } from "../log.ts";
import { composeProduct, type Product } from "../product.ts";
import { appSecret } from "../secret.ts";
import { UsageError } from "./cli.ts";
import { readCommand } from "./commands.ts";

try {
  await run(process.argv.slice(2));
  end(0);
} catch (error) {
  console.error(explain(error));
  end(error instanceof UsageError ? 2 : 1);
}

// A pipe takes a long answer piece by piece: exiting at once would cut it off.
function end(status: number): void {
  process.stdout.write("", () => process.exit(status));
}

async function run(argv: string[]): Promise<void> {
  const { command, args } = readCommand(argv);
  const env = loadEnv();
  const note = (text: string) => console.error(text);
  const database = await joinDatabase(env, note);
  let composed: Product | undefined;
  async function product(): Promise<Product> {
    const [secret, log] = [await appSecret(env), createLog("warn")];
    composed ??= await composeProduct({ env, url: database.url, secret, log, worker: false });
    return composed;
  }
  try {
    const print = (text: string) => console.log(text);
    await command.run({ env, url: database.url, product, note, print }, args);
  } finally {
    await composed?.close();
    await database.stop();
  }
}
