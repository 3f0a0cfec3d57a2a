import { expect, loadsOf, test } from "../../fixtures/index.ts";

// A shop of its own: nobody may have called its API before.
test.use({ smtp: false });

test("the owner opens the printed link and sees the first API call come in", {
  tag: "@own-server",
}, async ({ app, page, request, shop }) => {
  const { linkToken = "", firstKey = "" } = shop.own?.template ?? {};
  await app.goto(`/login/link?token=${linkToken}`);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await expect(page.getByText("Waiting for your first API call…")).toBeVisible();
  const loads = await loadsOf(page);

  const headers = { Authorization: `Bearer ${firstKey}` };
  const answer = await request.get("/api/v1/products?limit=3", { headers });
  expect(answer.status()).toBe(200);

  await expect(page.getByText("Your first API call came in")).toBeVisible();
  expect(loads(), "no reload").toBe(0);
});
