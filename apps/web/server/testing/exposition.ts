/** A family of metrics as Prometheus reads it. */
export type ParsedFamily = { type: string; help: string; samples: ParsedSample[] };
type ParsedSample = { name: string; labels: Record<string, string>; value: number };

/**
 * Reads the text format 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats) as strictly as it is
 * written there: one HELP and TYPE before a family's samples, all of them together, no series twice,
 * counters that are counts, histograms whose buckets add up.
 * @throws Error naming the line
 */
export function parseExposition(text: string): Map<string, ParsedFamily> {
  if (!text.endsWith("\n")) throw new Error("The last line does not end");
  const families = new Map<string, ParsedFamily>();
  const seen = new Set<string>();
  let current = "";
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const comment = /^# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$/.exec(line);
    if (comment) {
      const [, what, name = "", rest = ""] = comment;
      current = what === "HELP" ? open(families, name, rest) : typed(families, current, name, rest);
      continue;
    }
    const sample = parseSample(line);
    const family = families.get(current);
    if (!family?.type) throw new Error(`No TYPE before: ${line}`);
    if (!namesOf(current, family.type).includes(sample.name))
      throw new Error(`Not of ${current}: ${line}`);
    const key = JSON.stringify([sample.name, Object.entries(sample.labels).sort()]);
    if (seen.has(key)) throw new Error(`Twice: ${line}`);
    seen.add(key);
    family.samples.push(sample);
  }
  for (const [name, family] of families) check(name, family);
  return families;
}

function open(families: Map<string, ParsedFamily>, name: string, help: string): string {
  if (families.has(name)) throw new Error(`A second HELP of ${name}`);
  families.set(name, { help, type: "", samples: [] });
  return name;
}

function typed(families: Map<string, ParsedFamily>, current: string, name: string, type: string) {
  const family = families.get(name);
  if (name !== current || !family || family.type) throw new Error(`A TYPE of ${name} out of place`);
  if (!/^(counter|gauge|histogram|summary|untyped)$/.test(type)) throw new Error(`Type ${type}`);
  family.type = type;
  return name;
}

function parseSample(line: string): ParsedSample {
  const match = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (NaN|[+-]?Inf|[-+0-9.eE]+)$/.exec(line);
  if (!match) throw new Error(`Not a sample: ${line}`);
  const [, name = "", inner = "", number = ""] = match;
  const labels: Record<string, string> = {};
  const rest = inner.replace(
    /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/g,
    (_, label: string, value: string) => {
      if (label in labels) throw new Error(`A label twice: ${line}`);
      labels[label] = value;
      return "";
    },
  );
  if (rest !== "") throw new Error(`Labels that cannot be read: ${line}`);
  const value = Number(number.replace("Inf", "Infinity"));
  if (number !== "NaN" && Number.isNaN(value)) throw new Error(`No number: ${line}`);
  return { name, labels, value };
}

function namesOf(name: string, type: string): string[] {
  if (type === "histogram") return [`${name}_bucket`, `${name}_sum`, `${name}_count`];
  return type === "summary" ? [name, `${name}_sum`, `${name}_count`] : [name];
}

function check(name: string, { type, samples }: ParsedFamily): void {
  if (!type) throw new Error(`No TYPE of ${name}`);
  if (type === "counter" && samples.some(({ value }) => !(value >= 0)))
    throw new Error(`${name} counts down`);
  if (type === "histogram") checkHistogram(name, samples);
}

function checkHistogram(name: string, samples: ParsedSample[]): void {
  const series = new Map<string, { buckets: [number, number][]; count: number; sum: number }>();
  for (const { name: sample, labels, value } of samples) {
    const { le, ...rest } = labels;
    const key = JSON.stringify(Object.entries(rest).sort());
    const one = series.get(key) ?? { buckets: [], count: Number.NaN, sum: Number.NaN };
    series.set(key, one);
    if (sample === `${name}_count`) one.count = value;
    else if (sample === `${name}_sum`) one.sum = value;
    else one.buckets.push([Number(le?.replace("Inf", "Infinity")), value]);
  }
  for (const [key, { buckets, count, sum }] of series) {
    const where = `${name}${key}`;
    const grows = buckets.every(([le, value], index) => {
      const [before = Number.NEGATIVE_INFINITY, less = 0] = buckets[index - 1] ?? [];
      return le > before && value >= less;
    });
    if (!grows) throw new Error(`The buckets of ${where} do not grow`);
    const [le, all] = buckets.at(-1) ?? [];
    if (le !== Number.POSITIVE_INFINITY || all !== count) throw new Error(`+Inf of ${where}`);
    if (Number.isNaN(sum)) throw new Error(`No sum of ${where}`);
  }
}
