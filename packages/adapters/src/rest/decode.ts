import { pointerTo, RestError } from "../errors.ts";
import type { HttpRequest } from "../http/message.ts";
import { type Body, mediaTypeOf, noBody, readBody } from "./body.ts";
import type { Plan } from "./plan.ts";
import { parseQuery } from "./query.ts";

type Members = Record<string, unknown>;

/** A request as its procedure takes it, with the raw parts that make a retry recognisable. */
type Decoded = { input: unknown; query: string; body: Body };

/**
 * The input of a call: its path parameters and its query or body. Coerced, never validated: that is the
 * work of the procedure's own schema.
 * @param given the path parameters in the order of the template
 * @throws RestError for what can't be read
 */
export async function decode(request: HttpRequest, plan: Plan, given: string[]): Promise<Decoded> {
  const takesBody = plan.bodyTypes.length > 0;
  const mediaType = takesBody ? mediaTypeOf(request, plan) : "";
  const params = coerceParams(given, plan);
  const query = queryOf(request.target);
  const queried = query === "" ? {} : parseQuery(query, plan.members);
  if (takesBody) refuseQuery(queried);
  const body = mediaType === "" ? noBody : await readBody(request, mediaType, plan);
  const input = merge(params, takesBody ? body.members : queried);
  return { input: plan.revive === undefined ? input : plan.revive(input), query, body };
}

/** The undecoded query string of a request target. */
export function queryOf(target: string): string {
  const mark = target.indexOf("?");
  return mark === -1 ? "" : target.slice(mark + 1);
}

/** The path parameters alone, as the input of the operation that reads what is at the path. */
export function coerceParams(given: string[], plan: Plan): Members {
  const input: Members = {};
  plan.params.forEach(({ name, one }, index) => {
    const text = given[index] ?? "";
    if (text.includes("\0")) {
      throw new RestError("bad_request", { detail: "The path holds a NUL." });
    }
    input[name] = one(text);
  });
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
