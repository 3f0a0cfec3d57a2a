import { inputOf, type Place } from "./input.ts";

type Schema = Parameters<typeof inputOf>[0];

/** What came back of a call: the output, or a problem. */
export type Outcome = { status: number; body: unknown };

export type FloodOptions = {
  schema: Schema;
  strings: readonly string[];
  /** Makes the call with this input. */
  call(input: unknown): Promise<Outcome>;
  id(prefix: string): string | undefined;
  /** What stands in a place where a hostile text was refused, such as the SKU of something there is. */
  safe(path: string): string;
  many?: number;
  /** Calls at the most; without end by default. */
  rounds?: number;
};

export type Flooded = {
  /** What was taken, with what came back. */
  taken: { input: unknown; output: unknown }[];
  /** How many texts were refused, by place. */
  refused: Map<string, number>;
  /** Answers of 500 and more, and others that nobody should get. */
  faults: string[];
  /** How many texts were sent. */
  sent: number;
};

const atOnce = 6;

/**
 * Calls until every place of the input has been given every text that fits it. What is refused by its
 * pointer gives way to something harmless, so that the other texts of the call are taken.
 */
export async function flood(options: FloodOptions): Promise<Flooded> {
  const result: Flooded = { taken: [], refused: new Map(), faults: [], sent: 0 };
  const shelf = createShelf(options.strings);
  const { id, many = 1, rounds = Number.POSITIVE_INFINITY } = options;
  let round = 0;
  const worker = async () => {
    while (!shelf.isEmpty() && round++ < rounds) {
      await callMended(options, inputOf(options.schema, { text: shelf.take, id, many }), result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  result.sent = shelf.taken();
  return result;
}

async function callMended(options: FloodOptions, input: unknown, result: Flooded): Promise<void> {
  for (let attempt = 0; attempt < 4; attempt++) {
    const { status, body } = await options.call(input);
    if (status < 300) {
      result.taken.push({ input: structuredClone(input), output: body });
      return;
    }
    if (status >= 500) result.faults.push(`${status}: ${JSON.stringify(input).slice(0, 300)}`);
    const places = pointersIn(body);
    for (const pointer of places) {
      const path = mend(input, pointer, options.safe);
      result.refused.set(path, (result.refused.get(path) ?? 0) + 1);
    }
    if (places.length === 0) {
      result.refused.set(`(${status})`, (result.refused.get(`(${status})`) ?? 0) + 1);
      return;
    }
  }
}

function createShelf(strings: readonly string[]) {
  const given = new Map<string, { fitting: string[]; count: number }>();
  return {
    take({ path, min, max }: Place): string {
      const fits = (text: string) => text.length <= max && text.trim().length >= min;
      const place = given.get(path) ?? { fitting: strings.filter(fits), count: 0 };
      given.set(path, place);
      // Each place begins elsewhere in the list, so that a call brings different texts together.
      const start = given.size * 37;
      return place.fitting[(start + place.count++) % place.fitting.length] ?? "";
    },
    isEmpty: () =>
      given.size > 0 && [...given.values()].every(({ fitting, count }) => count >= fitting.length),
    taken: () => [...given.values()].reduce((sum, { count }) => sum + count, 0),
  };
}

function pointersIn(body: unknown): string[] {
  const { errors } = body as { errors?: { pointer: string }[] };
  return (errors ?? []).map(({ pointer }) => pointer);
}

/** Puts something harmless there, or takes the nearest thing away that holds it; its path with `*` for numbers. */
function mend(input: unknown, pointer: string, safe: FloodOptions["safe"]): string {
  const names = pointer.replace(/^#\/?/, "").split("/").map(unescaped);
  const path = `/${names.map((name) => (/^\d+$/.test(name) ? "*" : name)).join("/")}`;
  let holder = input as Record<string, unknown>;
  for (const name of names.slice(0, -1)) {
    const next = holder[name];
    if (typeof next !== "object" || next === null) {
      delete holder[name];
      return path;
    }
    holder = next as Record<string, unknown>;
  }
  const last = names.at(-1) ?? "";
  if (typeof holder[last] === "string") holder[last] = safe(path);
  else delete holder[last];
  return path;
}

function unescaped(name: string): string {
  return name.replaceAll("~1", "/").replaceAll("~0", "~");
}
