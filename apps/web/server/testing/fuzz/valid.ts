import fc from "fast-check";
import type { Node } from "../openapi/document.ts";
import { isFlat } from "../openapi/spelling.ts";
import { type Expectation, errorsOf } from "./judge.ts";
import type { Input, Spelling, Target } from "./target.ts";
import { type Size, valuesOf } from "./values.ts";

/** A request that the document allows, but for what must really be there. */
export type ValidCase = {
  query: Node;
  body: Node;
  /** Which of the body's members give way to those of a real one, by their number. */
  real: number[];
  spelling: Spelling;
};

/** What is really there, as it is. */
export const realCase: ValidCase = {
  query: {},
  body: {},
  real: [...Array(20).keys()],
  spelling: {},
};

export function validCases(target: Target, sizes: Size[]): fc.Arbitrary<ValidCase> {
  const { query, body } = target;
  // What a cursor looks like is the server's affair: only one that it gave is valid.
  const spellable = query.filter(([name]) => name !== "cursor");
  // Built once for each size, not anew for each case: patterns are slow to build.
  const records = sizes.map((size) =>
    fc.record({
      query: fc.record(
        Object.fromEntries(spellable.map(([name, schema]) => [name, valuesOf(schema, size)])),
        size === "full" ? {} : { requiredKeys: [] },
      ),
      body: (body ? valuesOf(body.schema, size) : fc.constant({})) as fc.Arbitrary<Node>,
      real: fc.array(fc.nat(10), { maxLength: 10 }),
      spelling: fc.record({
        type: fc.constantFrom("application/json", ...(body?.types ?? [])),
        accept: fc.constantFrom(undefined, "*/*", "application/json", "application/xml"),
      }),
    }),
  );
  return fc.oneof(...records);
}

/** The case, about what is really there. */
export function completed({ query, body, real, spelling }: ValidCase, there: Input) {
  const taken = Object.entries(there.body ?? {}).filter((_, index) => real.includes(index));
  const input = {
    path: there.path,
    query,
    body: there.body && { ...body, ...Object.fromEntries(taken) },
  };
  const isForm = spelling.type === "application/x-www-form-urlencoded";
  const type = isForm && !isFlat(input.body ?? {}) ? "application/json" : spelling.type;
  return { input, spelling: { ...spelling, type } };
}

/** The rules that JSON Schema cannot say: what may be refused though it fits its schema, by code and place. */
const beyondSchema: [code: string, pointer: RegExp][] = [
  // The SKU of an order is one that is for sale.
  ["not_for_sale", /\/sku$/],
  // A variant has a price in the shop's own currency before it has any other.
  ["custom", /^#\/variants$/],
  // An address is one of a customer who is there.
  ["unknown", /^#\/customerId$/],
  // What is shipped are the order's own lines, each named once.
  ["unknown", /^#\/lines\/\d+\/lineId$/],
  ["custom", /^#\/lines$/],
  // What is given back are the order's own lines, of the payment's own money.
  ["custom", /^#\/lines\/\d+\/(lineId|quantity)$/],
  ["custom", /^#\/amount\/currency$/],
  // An amount or lines, not both.
  ["custom", /^#\/amount$/],
  // Not every provider can hold money, or take it on the shop's own page.
  ["custom", /^#\/payment\/(flow|capture)$/],
  // A time is a range back from now, or goes from one moment to a later one.
  ["invalid_period", /^#\/(range|from)$/],
  // A month is one that has begun.
  ["invalid_period", /^#\/month$/],
];

/** It succeeds, or says why things as they are stand against it. */
export function succeeds({ served }: Target): Expectation {
  const { operation } = served;
  return (answer, { target }) => {
    if ([operation.status, 404, 409].includes(answer.status)) return [];
    // Several parameters of the greatest length, in characters that are spelt in twelve: too long together.
    if (answer.status === 414 && target.length > 2048) return [];
    if (answer.status !== 422) return ["a valid request was refused"];
    return errorsOf(answer)
      .filter((error) => !isBeyondSchema(error))
      .map(({ pointer, code }) => `${pointer} is valid, but refused as ${code}`);
  };
}

function isBeyondSchema(error: { code: string; pointer: string }): boolean {
  return beyondSchema.some(([code, place]) => code === error.code && place.test(error.pointer));
}
