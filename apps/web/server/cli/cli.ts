import type { Env } from "@crossdock/config/env";
import type { Product } from "../product.ts";

/** What a command works with. Answers go to stdout alone, everything else to stderr. */
type Cli = {
  env: Env;
  /** The database's connection URL. */
  url: string;
  /** The composed product, made when first asked for. */
  product(): Promise<Product>;
  print(text: string): void;
  note(text: string): void;
};

export type Arguments = {
  values: Record<string, string | undefined>;
  /** Options that may be given more than once. */
  lists: Record<string, string[] | undefined>;
  flags: ReadonlySet<string>;
  positionals: string[];
};

export type Command = {
  name: string;
  /** What follows the name, for the help. */
  usage: string;
  does: string;
  options: readonly string[];
  /** Of these, the ones that may be given more than once. */
  lists?: readonly string[];
  /** Options without a value. */
  flags?: readonly string[];
  run(cli: Cli, args: Arguments): Promise<void>;
};

/** A command line that cannot be understood: exit status 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
