import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/index.ts";

const all = [
  "Overview",
  "Orders",
  "Products",
  "Customers",
  "Inquiries",
  "Announcements",
  "Exports",
  "Partners",
  "API",
  "API keys",
  "OAuth clients",
  "Connectors",
  "Connections",
  "Mappings",
  "Trusted issuers",
  "Inbound events",
  "E-mails",
  "Requests",
  "Traffic",
  "Alerts",
  "Jobs",
  "Team",
  "Audit log",
  "Settings",
];

const hidden = {
  owner: [],
  developer: ["Team", "Settings"],
  operations: ["API", "Requests", "Traffic", "Alerts", "Team", "Settings"],
  support: ["API", "Requests", "Traffic", "Alerts", "Jobs", "Team", "Audit log", "Settings"],
  viewer: ["API", "Requests", "Traffic", "Alerts", "Jobs", "Team", "Audit log", "Settings"],
} as const;

for (const role of ["owner", "developer", "operations", "support", "viewer"] as const) {
  test(`the menu shows what the role ${role} can use`, async ({ app, asRole }) => {
    const page = await asRole(role);
    await app.goto("/", page);
    const links = page.getByRole("navigation", { name: "Main" }).first().getByRole("link");
    const unseen: readonly string[] = hidden[role];
    await expect(links).toHaveText(all.filter((label) => !unseen.includes(label)));
  });
}

test("a viewer looks at everything and finds nothing to press", async ({ app, asRole, owner }) => {
  const page = await asRole("viewer");
  const [order] = (await owner.orders.list.query({ limit: 1, status: "pending" })).data;
  const [product] = (await owner.products.list.query({ limit: 1, status: "active" })).data;
  const [inquiry] = (await owner.inquiries.list.query({ limit: 1, status: "open" })).data;
  const partner = await owner.partners.create.mutate({ name: "Only looked at" });

  await app.goto(`/orders/${order?.id}`, page);
  await expectNone(page, ["Mark paid", "Ship", "Cancel order"]);
  await app.goto("/products", page);
  await expect(page.getByRole("link", { name: "New product" })).toBeHidden();
  await app.goto(`/products/${product?.id}`, page);
  await expect(page.getByLabel("Title").first()).toBeDisabled();
  await expectNone(page, ["Save", "Archive", /^Count/]);
  await app.goto(`/inquiries/${inquiry?.id}`, page);
  await expectNone(page, ["Send the answer"]);
  await app.goto("/partners", page);
  await expectNone(page, ["New partner"]);
  await app.goto(`/partners/${partner.id}`, page);
  await expectNone(page, ["Edit", "Suspend", "New key"]);
});

test("a developer sees an unpaid order and cannot mark it paid", async ({
  app,
  apiKey,
  asRole,
  sell,
}) => {
  const { sku } = await sell(1);
  const { placeOrder } = await apiKey(["orders:write"]);
  const { id } = await placeOrder({ lines: [{ sku, quantity: 1 }] });
  const [developer, operations] = [await asRole("developer"), await asRole("operations")];
  await app.goto(`/orders/${id}`, operations);
  await expect(operations.getByRole("button", { name: "Mark paid" })).toBeVisible();
  await app.goto(`/orders/${id}`, developer);
  await expectNone(developer, ["Mark paid", "Cancel order"]);
});

test("an admin is told that owners alone change owners, and makes none", async ({
  app,
  asRole,
}) => {
  const page = await asRole("admin");
  await app.goto("/team", page);
  const owner = page.getByRole("row", { name: /owner@example.com/ });
  await expect(owner).toContainText("By owners alone");
  await expect(owner.getByRole("button", { name: "Change" })).toBeDisabled();
  await page.getByRole("button", { name: "Invite a member" }).click();
  await page.getByRole("combobox", { name: "Role" }).click();
  await expect(page.getByRole("option", { name: "Admin" })).toBeVisible();
  await expect(page.getByRole("option", { name: "Owner" })).toHaveCount(0);
});

test("the table of roles says in sentences who may what", async ({ app, asRole }) => {
  const page = await asRole("admin");
  await app.goto("/team", page);
  await page.getByRole("link", { name: "Roles" }).click();
  const shop = page.getByRole("table", { name: /^Shop/ });
  await expect(shop.getByRole("row", { name: /^Place, ship and cancel orders/ })).toHaveText(
    /Yes\s*Yes\s*No\s*Yes\s*No\s*No$/,
  );
});

test("a forbidden call is a 403 problem that names the permission", async ({
  owner,
  proceduresAs,
}) => {
  const [order] = (await owner.orders.list.query({ limit: 1, status: "pending" })).data;
  const viewer = await proceduresAs("viewer");
  const developer = await proceduresAs("developer");
  const paymentId = order?.payments[0]?.id ?? "";
  const refused = [
    () => viewer.orders.cancel.mutate({ id: order?.id ?? "" }),
    () => viewer.users.list.query({}),
    () => developer.payments.markPaid.mutate({ id: paymentId }),
    () => developer.users.list.query({}),
  ];
  for (const call of refused) {
    await expect(call()).rejects.toMatchObject({
      data: { httpStatus: 403, problem: { code: "forbidden", status: 403 } },
    });
  }
});

test("a page that the role may not see says so", async ({ app, asRole }) => {
  app.expectConsoleError(/40[34]/);
  const page = await asRole("viewer");
  await app.goto("/team", page);
  await expect(page.getByRole("alert").filter({ hasText: "users:read" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Invite a member" })).toBeHidden();
});

async function expectNone(page: Page, names: (string | RegExp)[]): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  for (const name of names) await expect(page.getByRole("button", { name })).toHaveCount(0);
}
