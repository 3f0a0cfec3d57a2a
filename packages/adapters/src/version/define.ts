import {
  type AnyTRPCProcedure,
  type AnyTRPCRouter,
  type inferProcedureInput,
  type inferProcedureOutput,
  TRPCError,
} from "@trpc/server";
import type { z } from "zod";

/** What is told of a version. Dates are ISO 8601 days or instants, in UTC. */
export type VersionFacts = {
  /** `v1`, or a date: what stands in the path and in `Api-Version`. */
  name: string;
  released: string;
  /** From when on callers are told to move (RFC 9745). */
  deprecated?: string;
  /** When it is expected to end (RFC 8594); not before `deprecated`. */
  sunset?: string;
  /** The page about the version. */
  docs?: string;
};

/** An input that was another: parses the old one and makes today's of it. */
export type InputChange<New> = { schema: z.ZodType; up: (input: unknown) => New };

/** An output that was another. */
export type OutputChange<Now> = { schema: z.ZodType; down: (output: Now) => unknown };

export type Change<New, Now> = {
  /** For the changelog: what is different in this version. */
  summary: string;
  /** Where it had another method or path: `GET /clients`. */
  rest?: string;
  input?: InputChange<New>;
  output?: OutputChange<Now>;
  /** The place in the older input that a place in today's (`#/lines/0`) stands for. */
  pointer?: (pointer: string) => string;
  /** What an error's text says in this version, where it names a member that has another name today. */
  detail?: (detail: string) => string;
  example?: unknown;
};

export type VersionDefinition<Router extends AnyTRPCRouter> = VersionFacts & {
  changes?: {
    [Name in ProcedureName<Router>]?: Change<
      inferProcedureInput<ProcedureAt<Router, Name>>,
      inferProcedureOutput<ProcedureAt<Router, Name>>
    >;
  };
  /** Procedures that this version does not have. */
  removed?: ProcedureName<Router>[];
  /** Procedures that only this version has. */
  added?: AnyTRPCRouter;
};

/** An older version, ready to be served. */
export type Version = VersionFacts & {
  changes: Record<string, Change<never, never>>;
  removed: string[];
  added: AnyTRPCRouter | undefined;
};

/**
 * An older version of an API as its differences from the router of today. A procedure that changes
 * breaks the compile here exactly where the version depended on what it was.
 * @throws Error where the sunset is before the deprecation, or a date is none
 */
export function defineVersion<Router extends AnyTRPCRouter>(
  _router: Router,
  definition: VersionDefinition<Router>,
): Version {
  const { changes = {}, removed = [], added, ...facts } = definition;
  checkDates(facts);
  // Each change fits its own procedure; together they fit no single type.
  return { ...facts, changes: changes as Version["changes"], removed, added };
}

/** The change of an input: `up` makes today's of what `schema` has parsed. */
export function up<Schema extends z.ZodType, New>(
  schema: Schema,
  change: (old: z.output<Schema>) => New,
): InputChange<New> {
  return {
    schema,
    up(input) {
      const parsed = schema.safeParse(input);
      // As tRPC throws it for today's inputs, so that one formatter shows both.
      if (!parsed.success) throw new TRPCError({ code: "BAD_REQUEST", cause: parsed.error });
      return change(parsed.data);
    },
  };
}

/** The change of an output: `change` makes what `schema` describes of today's. */
export function down<Schema extends z.ZodType, Now>(
  schema: Schema,
  change: (now: Now) => z.input<Schema>,
): OutputChange<Now> {
  return { schema, down: change };
}

function checkDates({ name, released, deprecated, sunset }: VersionFacts): void {
  for (const date of [released, deprecated, sunset]) {
    if (date !== undefined && Number.isNaN(Date.parse(date))) {
      throw new Error(`${name}: ${date} is no date; write it as 2027-01-31.`);
    }
  }
  if (sunset !== undefined && Date.parse(sunset) < Date.parse(deprecated ?? released)) {
    throw new Error(`${name}: the sunset is before the deprecation (RFC 8594).`);
  }
}

type RecordOf<Router extends AnyTRPCRouter> = Router["_def"]["record"];

type ProcedureName<Router extends AnyTRPCRouter> = NamesIn<RecordOf<Router>>;

type NamesIn<Level> = {
  [Key in keyof Level & string]: Level[Key] extends AnyTRPCProcedure
    ? Key
    : `${Key}.${NamesIn<Level[Key]>}`;
}[keyof Level & string];

type ProcedureAt<Router extends AnyTRPCRouter, Name extends string> = At<RecordOf<Router>, Name>;

type At<Level, Name extends string> = Name extends `${infer Head}.${infer Rest}`
  ? Head extends keyof Level
    ? At<Level[Head], Rest>
    : never
  : Name extends keyof Level
    ? Level[Name] extends AnyTRPCProcedure
      ? Level[Name]
      : never
    : never;
