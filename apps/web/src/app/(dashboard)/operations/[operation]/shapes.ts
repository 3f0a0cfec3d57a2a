import { z } from "zod";
import { Schema } from "../../../../reference/document.ts";
import type { Member } from "../../../../reference/members.ts";
import { membersOf } from "../../../../reference/members.ts";
import type { Served } from "./operation-detail.tsx";

type Shapes = { path: Member[]; query: Member[]; body: Member[]; answer: Member[] };

/** What an operation takes, by where it goes, and what it answers. */
export function shapesOf(
  served: Pick<Served, "method" | "params" | "inputSchema" | "outputSchema">,
): Shapes {
  const { method, params, inputSchema, outputSchema } = served;
  const input = membersOfJson(inputSchema);
  const inPath = (member: Member) => params.includes(member.name);
  const rest = input.filter((member) => !inPath(member));
  const inQuery = method === "GET" || method === "DELETE";
  return {
    path: input.filter(inPath),
    query: inQuery ? rest : [],
    body: inQuery ? [] : rest,
    answer: outputSchema === null ? [] : membersOfJson(outputSchema),
  };
}

const Definitions = z.object({ $defs: z.record(z.string(), Schema).default({}) });

function membersOfJson(json: Record<string, unknown>): Member[] {
  const { $defs } = Definitions.parse(json);
  return membersOf({ components: { schemas: $defs } }, Schema.parse(json));
}
