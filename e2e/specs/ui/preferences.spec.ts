import { expect, test } from "../../fixtures/index.ts";

test("the theme that is chosen stays, and the system's is the default", async ({ app, asRole }) => {
  const page = await asRole("viewer");
  const background = () =>
    page.evaluate<string>("getComputedStyle(document.documentElement).backgroundColor");
  await app.goto("/", page);
  const light = await background();
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await background();
  expect(dark).not.toBe(light);

  await page.getByRole("button", { name: "The viewer" }).click();
  await page.getByRole("menuitem", { name: "Light theme" }).click();
  await expect.poll(background).toBe(light);
  await app.goto("/orders", page);
  expect(await background(), "light, whatever the system says").toBe(light);
});

test("times are the reader's, whatever the server's zone is", async ({ app, asRole, owner }) => {
  const [order] = (await owner.orders.list.query({ limit: 1 })).data;
  const page = await asRole("viewer");
  await app.goto(`/orders/${order?.id}`, page);
  const inBerlin = new Date(order?.createdAt ?? "").toLocaleTimeString("en-GB", {
    timeZone: "Europe/Berlin",
    hour: "2-digit",
    minute: "2-digit",
  });
  const placed = page.locator("dl").locator(`time[datetime="${order?.createdAt}"]`);
  await expect(placed).toContainText(inBerlin);
});
