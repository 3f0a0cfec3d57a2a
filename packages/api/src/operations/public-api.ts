/** The public API as the registry of operations has it, in plain data: the newest version first. */
export type PublicApi = { versions: PublicVersion[] };

/** A version that is served. Dates are ISO 8601 days or instants, in UTC. */
export type PublicVersion = {
  /** What stands in the path: `v1`. */
  name: string;
  released: string;
  /** From when on callers are told to move. */
  deprecated?: string;
  /** When it ends. */
  sunset?: string;
  operations: PublicOperation[];
};

/** An operation in the shapes of its version. */
export type PublicOperation = {
  /** The procedure's: `orders.create`. */
  name: string;
  method: string;
  /** The template below the version's path: `/orders/{id}`. */
  path: string;
  /** The names in the template. */
  params: string[];
  summary: string;
  description: string | undefined;
  scope: string | undefined;
  tags: string[];
  /** The codes that are special to it. */
  errors: string[];
  /** A valid input. */
  example: unknown;
  /** JSON Schema 2020-12; its `$defs` are its own. */
  inputSchema: object;
  /** Nothing where the answer is empty. */
  outputSchema: object | undefined;
  idempotencyKey: "required" | "accepted" | undefined;
  ifMatch?: "required" | undefined;
  status: number;
  deprecated: boolean;
  cost: number;
};
