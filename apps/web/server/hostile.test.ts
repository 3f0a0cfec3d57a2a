import { listProcedures, type Operation, type Procedure } from "@crossdock/adapters";
import { appRouter } from "@crossdock/api";
import { type Mailbox, startMailbox } from "@crossdock/connectors/testing";
import { csvRow } from "@crossdock/core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { openApi } from "./openapi.ts";
import { type FloodOptions, flood, type Outcome } from "./testing/hostile/flood.ts";
import { inputSchemaOf, placesOf } from "./testing/hostile/input.ts";
import { changedTexts } from "./testing/hostile/kept.ts";
import { hostileStrings } from "./testing/hostile/strings.ts";
import { createWarehouse, type Warehouse } from "./testing/hostile/warehouse.ts";
import { createContract } from "./testing/openapi/contract.ts";
import { everything, toCall } from "./testing/requests.ts";
import { send } from "./testing/rest-client.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";
import { callTrpc } from "./testing/trpc-client.ts";
import { until } from "./testing/until.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let app: TestApp;
let mailbox: Mailbox;
let url: string;
let cookie: string;
let key: string;
let there: Warehouse;

beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startTestApp({ SMTP_URL: `smtp://${mailbox.host}`, PROCESSES: "api,worker" });
  ({ url } = await app.serve());
  ({ cookie } = await app.signIn());
  key = await app.createKey();
  there = await stocked(app);
});
afterAll(async () => {
  await app.close();
  await mailbox.close();
});

// Commands whose text is one that is known already: a code, a name, a token, a SKU; and those about
// what is not there: a network that is set up, an image, money to give back, an alert, a failed job.
const refusing = new RegExp(
  `^(${[
    ...["me\\.\\w+(Factor|Codes)", "connectors\\.\\w+", "inventory\\.set", "shop\\.removeDemo"],
    ...["issuers\\.test", "mailTemplates\\.\\w+", "mappings\\.import", "announcements\\.create"],
    ...["products\\.updateImage", "refunds\\.create", "payments\\.resolveReview", "logs\\.replay"],
    ...["alerts\\.\\w+", "jobs\\.\\w+"],
  ].join("|")})$`,
);
// The owner's password would be another each time, and slow to make. What is paused stops the others.
const leftOut = ["me.setPassword", "pauses.set"];

const procedures = listProcedures(appRouter).filter(takesText);
const commands = procedures
  .filter(({ type, name }) => type === "mutation" && !leftOut.includes(name))
  // What makes things goes first: the others are about them.
  .toSorted((a, b) => Number(isMaker(b.name)) - Number(isMaker(a.name)));
const queries = procedures.filter(({ type }) => type === "query");
const operations = everything.filter(
  ({ version, operation: { kind, name } }) =>
    version === "v2" && kind === "command" && commands.some((one) => one.name === name),
);

// Ours are sent everywhere, those of the long list a part here and a part there.
const ours = 90;
const many = hostileStrings.filter((_, index) => index < ours || index % 2 === 0);
const few = hostileStrings.filter((_, index) => index < ours || index % 16 === 0);

test("there are more than five hundred", () => {
  expect(hostileStrings.length).toBeGreaterThan(500);
});

test("in a CSV they are cells that no spreadsheet runs", () => {
  const rows = hostileStrings.map((text) => csvRow([text, "end"])).join("");
  const cells = readCsv(rows).map(([cell = ""]) => cell);
  expect(cells).toHaveLength(hostileStrings.length);
  for (const [index, cell] of cells.entries()) {
    expect(cell).not.toMatch(/^\s*[=+\-@\uFF1D]/);
    const text = hostileStrings[index];
    expect([text, `'${text}`]).toContain(cell);
  }
});

describe("commands of the dashboard keep them as they are, or say what is wrong", () => {
  test.each(commands.map((one) => [one.name, one] as const))("%s", async (name, procedure) => {
    const strings = isMaker(name) ? many : few;
    const call = (input: unknown) => mutate(name, input);
    await expectKept(name, { schema: schemaOf(procedure), strings, call });
  });
});

describe("so do the API's, in JSON", () => {
  test.each(operations.map((one) => [one.operation.name, one] as const))(
    "%s",
    async (name, one) => {
      const call = (input: unknown) =>
        send(url, { ...toCall(one, input as Record<string, unknown>), key });
      // No URL can be spelled of half a character.
      const strings = few.filter((text) => text.isWellFormed());
      await expectKept(name, { schema: one.operation.inputSchema, strings, call });
    },
  );
});

describe("queries find nothing by them, or say what is wrong", () => {
  test.each(queries.map((one) => [one.name, one] as const))("%s", async (name, procedure) => {
    const known = {};
    for (const { path } of placesOf(schemaOf(procedure))) {
      const member = path.slice(1);
      for (const text of hostileStrings.slice(0, ours)) {
        const { status } = await callTrpc(url, {
          path: name,
          cookie,
          input: { ...known, [member]: text },
        });
        expect(status, `${member}: ${JSON.stringify(text)}`).toBeLessThan(500);
      }
    }
  });
});

// Not the events: of their objects, which may be anything, XML tells no types. Nor the log of requests,
// of which each of these calls is one.
describe("the API's lists in XML are what they are in JSON, to a parser of others", () => {
  const contract = createContract(JSON.parse(openApi.get("v2") ?? ""));
  const lists = everything.filter(
    ({ version, operation }) =>
      version === "v2" && isList(operation) && !["/events", "/logs"].includes(operation.path),
  );

  test.each(lists.map((one) => [one.operation.path, one] as const))("%s", async (path) => {
    let cursor = "";
    for (let page = 0; page < 20; page++) {
      const target = `/api/v2${path}?limit=100${cursor}`;
      const json = await send(url, { method: "GET", path: target, key });
      const xml = await fetch(url + target, {
        headers: { "X-API-Key": key, Accept: "application/xml" },
      });
      const answer = { status: 200, headers: xml.headers, body: await xml.text() };
      expect(contract.valueOf("GET", path, answer)).toEqual(replaced(json.body));
      const { nextCursor } = json.body as { nextCursor: string | null };
      if (nextCursor === null) break;
      cursor = `&cursor=${encodeURIComponent(nextCursor)}`;
    }
  });
});

test("mails go to one reader, with no header and no markup of others", async () => {
  // The worker has thousands of jobs before these.
  await until("many mails are out", () => mailbox.mails.length > few.length, 200_000);
  for (const mail of mailbox.mails) {
    expect(mail.recipients).toHaveLength(1);
    expect([...mail.headers.keys()].toSorted()).toEqual(mailHeaders);
    expect(String(mail.html).replace(ownMarkup, "")).not.toMatch(/[<>]/);
  }
});

/** What a mail's own page, paragraphs and links are made of: no image, no script. */
const ownMarkup = new RegExp(
  [
    ...["<!doctype html>", "<br>", "</a>", '<a( (href="https?://|style=")[^"<>]*")+>'],
    "</?(html|head|meta|title|body|div|p|strong|table|tr|td)" +
      '( (lang|charset|name|content|style|role|cellpadding|align)="[^"<>]*")*>',
  ].join("|"),
  "g",
);

const mailHeaders = [
  ...["content-type", "date", "from", "message-id", "mime-version", "subject", "to"],
];

/** Some of each kind to begin with. */
async function stocked(app: TestApp): Promise<Warehouse> {
  const { sku } = await app.sell(1_000_000);
  const paid: string[] = [];
  for (let count = 0; count < 80; count++) {
    const email = `paid-${count}@example.com`;
    const { id, payments } = await app.as().orders.create({ email, lines: [{ sku, quantity: 1 }] });
    await app.as().payments.markPaid({ id: payments[0]?.id ?? "" });
    paid.push(id);
  }
  const warehouse = createWarehouse({ sku, paid });
  for (let count = 0; count < 12; count++) {
    warehouse.learn(await app.createPartner());
    const email = `customer-${count}@example.com`;
    warehouse.learn(await app.as().customers.create({ email }));
  }
  return warehouse;
}

async function expectKept(
  name: string,
  options: Pick<FloodOptions, "schema" | "strings" | "call">,
): Promise<void> {
  const { faults, taken, refused } = await flood({ ...options, ...there.fillingOf(name) });
  expect(faults.slice(0, 5)).toEqual([]);
  // What must be unique is taken once only: by whoever came first.
  const takers = taken.length + (refused.get("(409)") ?? 0);
  if (!refusing.test(name)) expect(takers, JSON.stringify([...refused])).toBeGreaterThan(0);
  for (const { output } of taken) there.learn(output);
  const changed = taken.flatMap(({ input, output }) => changedTexts(input, output));
  expect(changed.slice(0, 5)).toEqual([]);
}

async function mutate(path: string, input: unknown): Promise<Outcome> {
  const { status, body } = await callTrpc(url, { path, cookie, input, method: "POST" });
  const { result, error } = body as {
    result?: { data: unknown };
    error?: { data: { problem: unknown } };
  };
  return { status, body: error ? error.data.problem : result?.data };
}

function schemaOf({ inputs: [input] }: Procedure) {
  return inputSchemaOf(input instanceof z.ZodType ? input : z.object({}));
}

function takesText(procedure: Procedure): boolean {
  return placesOf(schemaOf(procedure)).length > 0;
}

function isMaker(name: string): boolean {
  return /\.(create|invite)$/.test(name) && name !== "fulfillments.create";
}

function isList({ method, params, outputSchema }: Operation): boolean {
  return (
    method === "GET" && params.length === 0 && JSON.stringify(outputSchema).includes("nextCursor")
  );
}

/** What XML 1.0 has no form for is U+FFFD in it. */
function replaced(value: unknown): unknown {
  if (typeof value === "string") return value.replace(noXml, "\uFFFD");
  if (Array.isArray(value)) return value.map(replaced);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([name, one]) => [replaced(name), replaced(one)]));
}

const noXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** The records of a CSV file, by RFC 4180 alone. */
function readCsv(text: string): string[][] {
  const fields = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/gy;
  const records: string[][] = [[]];
  for (const [, field = "", end] of text.matchAll(fields)) {
    records.at(-1)?.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (end === "\r\n") records.push([]);
  }
  return records.slice(0, -1);
}
