import type { IncomingMessage } from "node:http";
import { pointerTo, RestError } from "../errors.ts";
import { type Body, mediaTypeOf, noBody, readBody } from "./body.ts";
import type { Match } from "./match.ts";
import type { Plan } from "./plan.ts";
import { parseQuery } from "./query.ts";

type Members = Record<string, unknown>;

/** A request as its procedure takes it, with the raw parts that make a retry recognisable. */
type Decoded = { input: Members; query: string; body: Body };

/**
 * The input of a call: its path parameters and its query or body. Coerced, never validated: that is the
 * work of the procedure's own schema.
 * @throws RestError for what can't be read
 */
export async function decode(req: IncomingMessage, plan: Plan, match: Match): Promise<Decoded> {
  const takesBody = plan.bodyTypes.length > 0;
  const mediaType = takesBody ? mediaTypeOf(req, plan) : "";
  const params = coerceParams(match.params, plan);
  const query = queryOf(req.url ?? "");
  const queried = query === "" ? {} : parseQuery(query, plan.members);
  if (!takesBody) return { input: merge(params, queried), query, body: noBody };
  refuseQuery(queried);
  const body = mediaType === "" ? noBody : await readBody(req, mediaType, plan);
  return { input: merge(params, body.members), query, body };
}

/** The undecoded query string of a request target. */
export function queryOf(target: string): string {
  const mark = target.indexOf("?");
  return mark === -1 ? "" : target.slice(mark + 1);
}

function coerceParams(params: Match["params"], plan: Plan): Members {
  const input: Members = {};
  for (const { name, one } of plan.params) {
    const text = params[name] ?? "";
    if (text.includes("\0")) {
      throw new RestError("bad_request", { detail: "The path holds a NUL." });
    }
    input[name] = one(text);
  }
  return input;
}

/** The path says which resource is meant; a member that says otherwise is a mistake worth hearing about. */
function merge(params: Members, members: Members): Members {
  const contradictions = Object.keys(params).filter(
    (name) => Object.hasOwn(members, name) && members[name] !== params[name],
  );
  if (contradictions.length === 0) return { ...members, ...params };
  throw new RestError("validation_failed", {
    detail: "The path and the request disagree.",
    errors: contradictions.map((name) => ({
      pointer: pointerTo(name),
      code: "contradiction",
      detail: `${name} is another one in the path.`,
      fix: "Leave it out.",
    })),
  });
}

function refuseQuery(queried: Members): void {
  const names = Object.keys(queried);
  if (names.length === 0) return;
  throw new RestError("validation_failed", {
    detail: "This operation takes no query.",
    errors: names.map((name) => ({
      pointer: pointerTo(name),
      code: "unrecognized_keys",
      detail: `${name} is no parameter of the query.`,
      fix: "Send it in the body.",
    })),
  });
}
