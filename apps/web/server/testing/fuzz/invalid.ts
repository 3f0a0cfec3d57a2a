import type { Node } from "../openapi/document.ts";
import { type Expectation, errorsOf } from "./judge.ts";
import { type Mistake, mistakesIn, withMistake } from "./mistakes.ts";
import type { Input, Target } from "./target.ts";

/** All that can be wrong with a request's body, or with its query where it takes none. */
export function mistakesOf({ query, body }: Target): Mistake[] {
  if (body !== undefined) return mistakesIn(body.schema);
  const unknown = { what: "is unknown", place: ["nonsense"], spoil: () => "1" };
  const known = query.flatMap(([name, schema]) => mistakesIn(schema, [name]));
  // What a query cannot spell is no mistake in it.
  return [unknown, ...known.filter(isSpelt)];
}

function isSpelt({ spoil }: Mistake): boolean {
  return ["string", "number"].includes(typeof spoil(""));
}

/** The input with the mistake in its body or its query. */
export function spoiled(input: Input, mistake: Mistake): Input {
  if (input.body === undefined)
    return { ...input, query: withMistake(input.query, mistake) as Node };
  return { ...input, body: withMistake(input.body, mistake) as Node };
}

/** It is refused, by a problem that names the place. */
export function isRefused({ place, what }: Mistake): Expectation {
  return (answer) => {
    const where = ["#", ...place].join("/");
    const [member = "#"] = place.map((name) => `#/${name}`);
    // Beyond these limits nothing is read that could be named.
    if (answer.status === 413 || answer.status === 414) return [];
    if (answer.status !== 422) return [`${where} ${what}, but it is not refused as that`];
    const named = errorsOf(answer).some(({ pointer }) => pointer.startsWith(member));
    return named ? [] : [`${where} ${what}, but no error names the place`];
  };
}
