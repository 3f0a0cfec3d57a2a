import fc from "fast-check";
import type { Node } from "../openapi/document.ts";
import { type Expectation, errorsOf } from "./judge.ts";
import { type Mistake, mistakesIn, withMistake } from "./mistakes.ts";
import type { Input, Target } from "./target.ts";
import { type ValidCase, validCases } from "./valid.ts";

export type InvalidCase = { valid: ValidCase; mistake: Mistake };

/** Complete requests with one mistake each; nothing where nothing can be wrong. */
export function invalidCases(target: Target): fc.Arbitrary<InvalidCase> | undefined {
  const mistakes = mistakesOf(target);
  if (mistakes.length === 0) return undefined;
  return fc.record({ valid: validCases(target, ["full"]), mistake: fc.constantFrom(...mistakes) });
}

function mistakesOf({ query, body }: Target): Mistake[] {
  if (body !== undefined) return mistakesIn(body.schema);
  return [
    { what: "is unknown", place: ["nonsense"], spoil: () => "1" },
    // What a query cannot spell is no mistake in it.
    ...query.flatMap(([name, schema]) => mistakesIn(schema, [name])).filter(isSpelt),
  ];
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
