import { randomUUID } from "node:crypto";
import { expect, expectAccessible, test } from "../../fixtures/index.ts";

const switched = "inquiries.list";

test.afterEach(async ({ owner }) => {
  await owner.operations.enable.mutate({ operation: switched });
  await owner.operations.limit.mutate({ operation: switched, limitPerMinute: null });
  await owner.operations.setBodies.mutate({ operation: switched, bodies: "sampled" });
});

test("calls come in while one looks, by operation, key and version", async ({
  app,
  apiKey,
  asRole,
}) => {
  const partner = `Old till ${randomUUID().slice(0, 4)}`;
  const { request } = await apiKey(["customers:read"], { partner });
  const page = await asRole("developer");
  await app.goto("/operations?q=customers.list", page);
  const row = page.getByRole("row", { name: /GET\s*\/customers/ });
  await expect(row).toContainText("customers:read");
  await expect(row).toContainText("On");

  await request.get("/api/v1/customers?limit=1");
  await request.get("/api/v2/customers?limit=nothing");
  await expect(row).toContainText(partner);
  await expect(row).toContainText(/error/);
  const versions = page.getByRole("region", { name: "Versions" });
  await expect(versions.getByRole("listitem").filter({ hasText: "v1" })).toContainText(partner);

  await row.getByRole("link").click();
  await expect(page).toHaveURL("/operations/customers.list");
  for (const version of ["v1", "v2"]) {
    const caller = page.getByRole("row", { name: new RegExp(`${partner}.*${version}`) });
    await expect(caller).toBeVisible();
  }
  await expect(page.getByRole("button", { name: "Switch off" })).toHaveCount(0);
});

test("the list is filtered by words, version and state, and the address keeps it", async ({
  app,
  asRole,
}) => {
  const page = await asRole("admin");
  await app.goto("/operations", page);
  await page.getByRole("searchbox").fill("cancel an order");
  await expect(page.getByRole("row", { name: /\/orders\/\{id\}\/cancel/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /\/products/ })).toHaveCount(0);
  await expect(page).toHaveURL(/q=cancel/);
  await page.getByRole("combobox", { name: "State" }).click();
  await page.getByRole("option", { name: "Off" }).click();
  await expect(page.getByText("Nothing matches these filters")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await expect(page).toHaveURL(/\/operations$/);
  await expect(page.getByRole("rowheader", { name: "products", exact: true })).toBeVisible();
});

test("an operation is switched off with a reason, and on again from the toast", async ({
  app,
  apiKey,
  asRole,
}) => {
  const { request } = await apiKey(["inquiries:read"]);
  const call = () => request.get("/api/v1/inquiries?limit=1");
  const page = await asRole("admin");
  await app.goto(`/operations/${switched}`, page);
  await page.getByRole("button", { name: "Switch off" }).click();
  const dialog = page.getByRole("dialog", { name: `Switch ${switched} off?` });
  await dialog.getByRole("button", { name: "Switch off" }).click();
  await expect(dialog.getByText("Fill this in.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("Reason").fill("Too much spam");
  await dialog.getByRole("button", { name: "Switch off" }).click();
  await expect(page.getByText("Too much spam")).toBeVisible();

  await expect.poll(async () => (await call()).status()).toBe(503);
  const refused = await call();
  expect(refused.headers()["retry-after"]).toBe("60");
  expect(await refused.json()).toMatchObject({
    code: "operation_disabled",
    detail: expect.stringContaining("Too much spam"),
  });

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "Switch off" })).toBeVisible();
  await expect.poll(async () => (await call()).status()).toBe(200);
});

test("a limit counts each key for itself", async ({ app, apiKey, asRole }) => {
  const page = await asRole("admin");
  await app.goto(`/operations/${switched}`, page);
  await page.getByRole("button", { name: "Limit" }).click();
  const dialog = page.getByRole("dialog", { name: `Limit ${switched}` });
  await dialog.getByLabel("Calls a minute for each key").fill("0");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText(/Enter 1 or more/)).toBeVisible();
  await dialog.getByLabel("Calls a minute for each key").fill("2");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("2 a minute", { exact: true })).toBeVisible();

  for (const { request } of [await apiKey(["inquiries:read"]), await apiKey(["inquiries:read"])]) {
    const statuses = await test.step("one key", async () => {
      const calls = [];
      for (let call = 0; call < 3; call++) calls.push(await request.get("/api/v2/inquiries"));
      return calls.map((answer) => answer.status());
    });
    expect(statuses).toEqual([200, 200, 429]);
  }
});

test("a request is tried with a pasted key, and its repetition is seen as one", async ({
  app,
  apiKey,
  asRole,
  sell,
}) => {
  const { sku } = await sell(2);
  const { key } = await apiKey(["orders:write"]);
  const page = await asRole("developer");
  await app.goto("/operations/orders.create?version=v2", page);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("Fill this in.")).toBeVisible();
  await page.getByLabel("API key", { exact: true }).fill(key);
  const email = `tried-${randomUUID()}@example.com`;
  await page
    .getByLabel("Body", { exact: true })
    .fill(JSON.stringify({ email, lines: [{ sku, quantity: 1 }] }));
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("201 Created")).toBeVisible();
  const body = page.getByRole("figure", { name: "Body" });
  await expect(body).toContainText(email);
  const keyed = await page.getByLabel("Idempotency-Key", { exact: true }).inputValue();
  expect(keyed).toMatch(/^[0-9a-f-]{36}$/);
  const { id } = JSON.parse((await body.locator("pre").textContent()) ?? "");

  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText(/headers$/).click();
  await expect(page.getByRole("figure", { name: "Headers" })).toContainText(
    "idempotent-replayed: true",
  );
  await expectAccessible(page);

  await page.getByRole("link", { name: "API", exact: true }).click();
  await page.getByRole("link", { name: "Idempotency keys" }).click();
  await page
    .getByRole("searchbox", { name: "Idempotency-Key begins with" })
    .fill(keyed.slice(0, 13));
  const row = page.getByRole("row", { name: new RegExp(keyed) });
  await expect(row).toContainText("orders.create");
  await expect(row).toContainText("Done");
  await row.getByRole("link").click();
  await expect(page).toHaveURL(`/orders/${id}`);
});

test("whose bodies the log keeps is chosen for an operation, and a request leads there", async ({
  app,
  apiKey,
  asRole,
}) => {
  const page = await asRole("admin");
  await app.goto(`/operations/${switched}`, page);
  const bodies = page.getByRole("combobox", { name: "Bodies in the log" });
  await bodies.click();
  await page.getByRole("option", { name: "None" }).click();
  await expect(page.getByText("No body is kept.", { exact: false })).toBeVisible();
  await expectAccessible(page);

  const { request } = await apiKey(["inquiries:read"]);
  const wrong = () => request.get("/api/v2/inquiries?limit=nothing");
  const bodyOf = async () => {
    const requestId = (await wrong()).headers()["x-request-id"] ?? "";
    await app.goto(`/requests/${requestId}`, page);
    await expect(page.getByRole("heading", { name: "Answer" })).toBeVisible();
    return page.getByText("Its body was not kept.").count();
  };
  await expect.poll(bodyOf).toBe(1);
  await page.getByRole("link", { name: "Bodies in the log" }).first().click();
  await expect(page).toHaveURL(`/operations/${switched}#bodies`);
  await expect(bodies).toContainText("None");
});
