import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../../fixtures/index.ts";

const desk = [
  "/",
  "/orders",
  "/orders?status=canceled",
  "/orders?q=nobody-at-all",
  "/products",
  "/products/new",
  "/customers",
  "/inquiries",
  "/announcements",
  "/announcements/new",
  "/partners",
  "/operations",
  "/operations?q=nothing-at-all",
  "/operations/orders.create",
  "/operations/orders.cancel",
  "/operations/idempotency",
  "/keys",
  "/clients",
  "/issuers",
  "/inbound",
  "/jobs",
  "/jobs?state=done",
  "/jobs/switches",
  "/inbound/rejected",
  "/inbound/sources",
  "/emails",
  "/emails/templates",
  "/emails/notices",
  "/exports",
  "/requests",
  "/requests?q=nothing-at-all&range=5m",
  "/requests/errors",
  "/traffic",
  "/traffic?show=tables",
  "/emails/templates/order-confirmed?locale=de",
  "/alerts",
  "/alerts/rules",
  "/team",
  "/team/roles",
  "/settings",
  "/audit",
  "/connectors",
  "/connections",
  "/connections/new",
  "/mappings",
  "/mappings/new",
  "/connectors/stripe",
  "/connectors/smtp",
  "/account",
];

for (const path of desk) {
  test(`${path} is accessible`, async ({ app, asRole }) => {
    const page = await asRole("owner");
    await app.goto(path, page);
    await expectGoodLooks(page);
  });
}

for (const path of [
  "/login",
  "/login/link?token=x",
  "/login/code",
  "/login/forgot",
  "/thanks",
  "/docs",
  "/docs/guides",
  "/docs/reference",
  "/docs/reference?version=v1#orders.create",
  "/docs/changelog",
  "/docs/errors",
  "/docs/errors/out_of_stock",
]) {
  test(`${path} is accessible`, async ({ app, page }) => {
    await app.goto(path);
    await expectGoodLooks(page);
  });
}

test("an order's page and its pay page are accessible", async ({ app, apiKey, asRole, sell }) => {
  const { sku } = await sell(2);
  const { placeOrder } = await apiKey(["orders:write"]);
  const order = await placeOrder({ lines: [{ sku, quantity: 1 }], payment: { provider: "test" } });
  const page = await asRole("owner");
  await app.goto(`/orders/${order.id}`, page);
  await expectGoodLooks(page);
  await page.getByRole("button", { name: "Cancel order" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectGoodLooks(page);
  const { action } = order.payments[0] ?? {};
  await app.goto(action?.type === "redirect" ? action.url : "", page);
  await expectGoodLooks(page);
});

test("a product's page is accessible", async ({ app, asRole, sell }) => {
  const { id, sku } = await sell(2);
  const page = await asRole("owner");
  await app.goto(`/products/${id}`, page);
  await expectGoodLooks(page);
  await page.getByRole("button", { name: `Count ${sku}` }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectGoodLooks(page);
});

test("a partner's page and its new key are accessible", async ({ app, apiKey, asRole }) => {
  const { partnerId } = await apiKey("all", { partner: "Looked at" });
  const page = await asRole("owner");
  await app.goto(`/partners/${partnerId}`, page);
  await expectGoodLooks(page);
  await page.getByRole("button", { name: "New key" }).click();
  await expect(page.getByRole("checkbox", { name: "orders:write" })).toBeVisible();
  await expectGoodLooks(page);
});

for (const path of ["", "/keys", "/clients", "/requests", "/usage", "/exports", "/account"]) {
  test(`/portal${path} is accessible`, async ({ app, apiKey, asDeveloper }) => {
    const { partnerId = "" } = await apiKey(["products:read"], { partner: `Inside ${path}` });
    const page = await asDeveloper(partnerId);
    await app.goto(`/portal${path}`, page);
    await expectGoodLooks(page);
  });
}

test("a key's page in the portal is accessible", async ({ app, apiKey, asDeveloper, owner }) => {
  const { partnerId = "" } = await apiKey(["products:read"], { partner: "Looked at from inside" });
  const page = await asDeveloper(partnerId);
  const [key] = (await owner.keys.list.query({ partnerId })).data;
  await app.goto(`/portal/keys/${key?.id}`, page);
  await expectGoodLooks(page);
});

test("a partner's grant and its developers are accessible", async ({ app, asRole, owner }) => {
  const { id: partnerId } = await owner.partners.create.mutate({ name: "Granted" });
  const person = { partnerId, email: "granted@example.com", name: "Dev" };
  await owner.developers.invite.mutate(person);
  const page = await asRole("owner");
  await app.goto(`/partners/${partnerId}`, page);
  await expectGoodLooks(page);
  await page.getByRole("button", { name: "Change the grant" }).click();
  await expect(page.getByRole("checkbox", { name: "orders:write" })).toBeVisible();
  await expectGoodLooks(page);
});

test("a key's version is chosen in an accessible dialog", async ({ app, apiKey, asRole }) => {
  const { id } = await apiKey("all", { partner: "Pinned" });
  const page = await asRole("owner");
  await app.goto(`/keys/${id}`, page);
  await page.getByRole("button", { name: "Version" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectGoodLooks(page);
});

test("what customers wrote and were written is accessible", async ({
  app,
  apiKey,
  asRole,
  mail,
  owner,
  sell,
}) => {
  const { sku } = await sell(1);
  const { placeOrder } = await apiKey(["orders:write"]);
  const order = await placeOrder({ lines: [{ sku, quantity: 1 }] });
  await owner.payments.markPaid.mutate({ id: order.payments[0]?.id ?? "" });
  const { id } = await mail.last(order.email);
  const [inquiry] = (await owner.inquiries.list.query({ limit: 1 })).data;
  const page = await asRole("owner");
  for (const path of [
    `/emails/${id}`,
    `/customers/${order.customerId}`,
    `/inquiries/${inquiry?.id}`,
  ]) {
    await app.goto(path, page);
    await expectGoodLooks(page);
  }
});

test("an inbound event is accessible", { tag: "@own-server" }, async ({
  app,
  apiKey,
  asRole,
  sell,
  stripe,
}) => {
  const { sku } = await sell(1);
  const { placeOrder } = await apiKey(["orders:write"]);
  const order = await placeOrder({
    lines: [{ sku, quantity: 1 }],
    payment: { provider: "stripe" },
  });
  const { id } = await (await stripe.send("payment_intent.succeeded", order)).json();
  const page = await asRole("owner");
  for (const path of ["/inbound", `/inbound/${id}`]) {
    await app.goto(path, page);
    await expectGoodLooks(page);
  }
});

test("a page that is not there is accessible", async ({ app, asRole }) => {
  app.expectConsoleError(/404/);
  const page = await asRole("owner");
  for (const path of [
    "/orders/ord_01jd7m3v9kf4s8qzt5w2x6y7ab",
    "/requests/req_01jd7m3v9kf4s8qzt5w2x6y7ab",
  ]) {
    await app.goto(path, page);
    await expectGoodLooks(page);
  }
});

test("the menu of a phone opens and is accessible", async ({ app, asRole }) => {
  const page = await asRole("owner");
  await page.setViewportSize({ width: 390, height: 844 });
  await app.goto("/", page);
  await page.getByRole("button", { name: "More" }).click();
  await expect(page.getByRole("menuitem", { name: "Team" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("menuitem", { name: "Team" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Team" })).toBeVisible();
});

/** Light and dark, wide and on a phone: no violation, and nothing that scrolls sideways. */
async function expectGoodLooks(page: Page): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page, `${page.url()}, ${colorScheme}, ${width} wide`);
    }
    const overflow = await page.evaluate(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    );
    expect(overflow, `${page.url()} scrolls sideways at ${width}`).toBe(0);
  }
}
