import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/index.ts";

test.use({ smtp: true });

const journey =
  "a developer is invited by mail, makes a key in the portal, sees its calls, rotates it, and is out when the partner is suspended";

test(journey, { tag: "@own-server" }, async ({ app, asRole, newPage, owner, request, shop }) => {
  app.expectConsoleError(/40[134]/);
  const partner = await owner.partners.create.mutate({
    name: "Lisboa Ceramics",
    scopes: ["products:read", "orders:read"],
  });
  const admin = await asRole("admin");
  await app.goto(`/partners/${partner.id}`, admin);
  const developer = await newPage();
  await test.step("opens the link of the mail, and chooses a password", async () => {
    await invite(admin);
    const mailed = () =>
      shop.own?.mailbox.mails.find(({ recipients }) => recipients.includes(ines));
    await expect.poll(mailed).toBeDefined();
    await developer.goto(/http\S+token=\S+/.exec(mailed()?.text ?? "")?.[0] ?? "no link");
    await developer.getByLabel("Password (optional)").fill("correct horse battery");
    await developer.getByRole("button", { name: "Sign in" }).click();
    await expect(developer).toHaveURL(/\/portal$/);
    await expect(developer.getByRole("heading", { level: 1 })).toHaveText("Lisboa Ceramics");
  });

  const key = await test.step("makes a key within what is granted", async () => {
    await developer.getByRole("link", { name: "Go to API keys" }).click();
    return makeKey(developer, "Till");
  });
  const call = async (key: string, path = "products?limit=1") => {
    const headers = { Authorization: `Bearer ${key}` };
    return (await request.get(`/api/v2/${path}`, { headers })).status();
  };
  expect(await call(key)).toBe(200);
  expect(await call(key, "inquiries?limit=1")).toBe(403);

  await test.step("sees the calls", async () => {
    await developer.getByRole("link", { name: "Usage" }).first().click();
    const operations = developer.getByRole("table", { name: "Calls by operation" });
    await expect(operations.getByRole("row", { name: /products\.list 1 –/ })).toBeVisible();
    await expect(operations.getByRole("row", { name: /inquiries\.list 1 1/ })).toBeVisible();
  });

  const next = await test.step("rotates the key", async () => {
    await developer.getByRole("link", { name: "Till" }).click();
    await developer.getByRole("button", { name: "Rotate" }).click();
    await developer.getByRole("button", { name: "Make the new key" }).click();
    return storedKey(developer);
  });
  expect([await call(key), await call(next)]).toEqual([200, 200]);

  await test.step("has nothing of the dashboard", async () => {
    await app.goto("/orders", developer);
    await expect(developer).toHaveURL(/\/portal$/);
    const menu = developer.getByRole("navigation", { name: "Main" }).first().getByRole("link");
    await expect(menu).toContainText([
      ...["Overview", "API keys", "OAuth clients", "Requests", "Usage", "Exports"],
    ]);
    await expect(menu.filter({ hasText: "Orders" })).toHaveCount(0);
  });

  await test.step("is out when the partner is suspended, and so is the key", async () => {
    await admin.getByRole("button", { name: "Suspend" }).click();
    await admin.getByRole("dialog").getByRole("button", { name: "Suspend" }).click();
    await expect(developer, "the open page leaves by itself").toHaveURL(/\/login/);
    await expect.poll(() => call(key)).toBe(401);
    await expect.poll(() => call(next)).toBe(401);
  });
});

test("a member of the team who opens the portal is at the dashboard", async ({ app, asRole }) => {
  const page = await asRole("viewer");
  await app.goto("/portal", page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Overview");
  await expect(page).toHaveURL(/\/$/);
});

const ines = "ines@lisboa-ceramics.example";

async function invite(admin: Page): Promise<void> {
  await admin.getByRole("button", { name: "Invite a developer" }).click();
  const form = admin.getByRole("dialog", { name: "Invite a developer" });
  await form.getByLabel("Name").fill("Inês Duarte");
  await form.getByLabel("E-mail").fill(ines);
  await form.getByRole("button", { name: "Invite" }).click();
  const shown = admin.getByRole("dialog", { name: "Inês Duarte is invited" });
  await expect(shown.getByRole("figure", { name: "Sign-in link" })).toContainText("token=");
  await shown.getByRole("button", { name: "Done" }).click();
  await expect(admin.getByRole("listitem").filter({ hasText: "Inês Duarte" })).toBeVisible();
}

async function makeKey(page: Page, name: string): Promise<string> {
  await page.getByRole("button", { name: "New key" }).click();
  const form = page.getByRole("dialog", { name: "New API key" });
  await form.getByLabel("Name").fill(name);
  await expect(form.getByRole("checkbox", { name: /:(read|write)$/ })).toHaveCount(2);
  await form.getByRole("checkbox", { name: "products:read" }).check();
  await form.getByRole("button", { name: "Make key" }).click();
  const key = await storedKey(page);
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("Active");
  return key;
}

async function storedKey(page: Page): Promise<string> {
  const shown = page.getByRole("dialog", { name: "Store this key now" });
  const key = await shown.getByRole("figure", { name: "API key" }).locator("pre").textContent();
  await shown.getByRole("checkbox", { name: "I have stored the key" }).check();
  await shown.getByRole("button", { name: "Done" }).click();
  return key ?? "";
}
