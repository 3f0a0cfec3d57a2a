import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parser } from "@prometheus-io/lezer-promql";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { parseExposition } from "../testing/exposition.ts";
import { startTestApp, type TestApp } from "../testing/test-app.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folder = new URL("../../../../docs/operations/", import.meta.url);
const read = (name: string) => readFileSync(fileURLToPath(new URL(name, folder)), "utf8");

const Panel = z.object({
  id: z.int(),
  type: z.string(),
  title: z.string().min(1),
  description: z.string().optional(),
  datasource: z
    .object({ type: z.literal("prometheus"), uid: z.string().regex(/^\$\{datasource\}$/) })
    .optional(),
  gridPos: z.object({ h: z.int(), w: z.int(), x: z.int(), y: z.int() }),
  fieldConfig: z.object({ defaults: z.object({ unit: z.string() }) }).optional(),
  targets: z.array(z.object({ refId: z.string(), expr: z.string() })).default([]),
});
const Dashboard = z.object({
  schemaVersion: z.int().min(39),
  uid: z.string(),
  templating: z.object({ list: z.array(z.object({ name: z.string(), type: z.string() })) }),
  panels: z.array(Panel),
});
const Rule = z.strictObject({
  alert: z.string().regex(/^Crossdock[A-Z][A-Za-z]+$/),
  expr: z.string(),
  for: z
    .string()
    .regex(/^\d+[smh]$/)
    .optional(),
  labels: z.strictObject({ severity: z.enum(["warning", "critical"]) }),
  annotations: z.strictObject({ summary: z.string(), runbook: z.string() }),
});
const Rules = z.strictObject({
  groups: z.array(z.strictObject({ name: z.string(), rules: z.array(Rule) })),
});

const dashboard = Dashboard.parse(JSON.parse(read("grafana-dashboard.json")));
const rules = Rules.parse(parse(read("prometheus-rules.yml"))).groups.flatMap((one) => one.rules);
const panels = dashboard.panels.filter(({ type }) => type !== "row");
const expressions = [
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
].map(([name, expr]) => [name, expr.replaceAll("$__rate_interval", "5m")] as const);

let app: TestApp;
/** The labels of every metric that the running product has, by its name. */
const labelsOf = new Map<string, Set<string>>();

beforeAll(async () => {
  app = await startTestApp();
  const { url } = await app.serve({ PROCESSES: "api,worker" });
  await fetch(`${url}/api/webhooks/test`, { method: "POST", body: "{}" });
  await fetch(`${url}/api/v2/products`);
  for (const [name, { samples, type }] of parseExposition(await scrape(url))) {
    const names = type === "histogram" ? ["_bucket", "_sum", "_count"] : [""];
    for (const suffix of names) labelsOf.set(`${name}${suffix}`, new Set());
    if (type === "summary")
      for (const part of ["_sum", "_count"]) labelsOf.set(`${name}${part}`, new Set());
    for (const { name: sample, labels } of samples)
      for (const label of Object.keys(labels)) labelsOf.get(sample)?.add(label);
  }
});
afterAll(() => app.close());

async function scrape(url: string) {
  return (await fetch(`${url}/metrics`)).text();
}

test.each(expressions)("%s is PromQL over metrics that there are", (_, expr) => {
  const { metrics, labels, errors } = partsOf(expr);
  expect(errors, expr).toEqual([]);
  expect(metrics.length).toBeGreaterThan(0);
  for (const metric of metrics)
    if (!ofPrometheus.has(metric)) expect([...labelsOf.keys()], expr).toContain(metric);
  const known = new Set([
    ...ofScraping,
    ...metrics.flatMap((one) => [...(labelsOf.get(one) ?? [])]),
  ]);
  // What nothing has happened of has no series yet, and so no labels to see.
  const seen = metrics.every((metric) => (labelsOf.get(metric)?.size ?? 0) > 0);
  if (seen) for (const label of labels) expect([...known], expr).toContain(label);
});

const ofPrometheus = new Set(["up"]);
const ofScraping = ["job", "instance"];

function partsOf(expr: string) {
  const found = { metrics: [] as string[], labels: [] as string[], errors: [] as string[] };
  parser.parse(expr).iterate({
    enter({ name, from, to, type }) {
      const text = expr.slice(from, to);
      if (type.isError) found.errors.push(`at ${from}: ${text}`);
      if (name === "Identifier") found.metrics.push(text);
      if (name === "LabelName") found.labels.push(text);
    },
  });
  return found;
}

test("the parser refuses what is no PromQL", () => {
  expect(partsOf("sum(rate(http_requests_total[5m])").errors).not.toEqual([]);
  expect(partsOf("rate(a[5m]) >> 1").errors).not.toEqual([]);
});

test("every panel has its own id, a title, a unit, words, a query and a place", () => {
  const ids = dashboard.panels.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const panel of panels) {
    expect(panel.fieldConfig?.defaults.unit, panel.title).toBeTruthy();
    expect(panel.description, panel.title).toBeTruthy();
    expect(panel.datasource, panel.title).toBeDefined();
    expect(panel.targets.length, panel.title).toBeGreaterThan(0);
    expect(panel.gridPos.x + panel.gridPos.w).toBeLessThanOrEqual(24);
  }
  for (const [index, { gridPos: one }] of dashboard.panels.entries())
    for (const { gridPos: other, title } of dashboard.panels.slice(index + 1))
      expect(overlap(one, other), title).toBe(false);
});

type Place = z.infer<typeof Panel>["gridPos"];

function overlap(one: Place, other: Place): boolean {
  const within = (a: number, length: number, b: number, size: number) =>
    a < b + size && b < a + length;
  return within(one.x, one.w, other.x, other.w) && within(one.y, one.h, other.y, other.h);
}

test("the dashboard asks for its data source, and has a row for each part", () => {
  expect(dashboard.templating.list).toContainEqual(
    expect.objectContaining({ name: "datasource", type: "datasource" }),
  );
  const rows = dashboard.panels.filter(({ type }) => type === "row").map(({ title }) => title);
  for (const part of ["Traffic", "Errors", "Latency", "Jobs", "Webhooks", "Database", "Process"])
    expect(rows.join("\n")).toContain(part);
});

test("every rule has a name of its own and says what to do in a section that there is", () => {
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  const headings = [...read("README.md").matchAll(/^#+ (.+)$/gm)].map(([, text = ""]) => text);
  const anchors = headings.map((text) =>
    text
      .toLowerCase()
      .replace(/[^\w -]/g, "")
      .replaceAll(" ", "-"),
  );
  for (const { alert, annotations } of rules) {
    const [file, anchor] = annotations.runbook.split("#");
    expect(file).toBe("docs/operations/README.md");
    expect(anchors, alert).toContain(anchor);
  }
});
