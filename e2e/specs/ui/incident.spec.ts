import { randomUUID } from "node:crypto";
import { expect, test } from "../../fixtures/index.ts";

test.use({ smtp: true });

for (const [screen, width] of [
  ["a desk", 1280],
  ["a phone", 390],
] as const) {
  const journey = `from the first failing call through the alert's mail to what failed, mended and sent again, at ${screen}`;

  test(journey, { tag: "@own-server" }, async ({ app, apiKey, asRole, owner, sell, shop }) => {
    // A minute is judged when it is over.
    test.setTimeout(180_000);
    app.expectConsoleError(/40[49]/);
    const partner = `Till ${randomUUID().slice(0, 8)}`;
    const { sku } = await sell(0);
    const { request } = await apiKey(["orders:write"], { partner });
    const page = await asRole("admin");
    await page.setViewportSize({ width, height: 844 });

    await test.step("a partner's orders begin to fail", async () => {
      for (let call = 0; call < 8; call++) {
        const answer = await request.post("/api/v2/orders", {
          headers: { "Idempotency-Key": randomUUID() },
          data: { email: "buyer@example.com", lines: [{ sku, quantity: 1 }] },
        });
        expect(answer.status()).toBe(409);
      }
    });

    const mailed = () =>
      shop.own?.mailbox.mails.find(({ subject }) => subject?.includes(`fail: ${partner}`));
    await test.step("the rule that is on from the first start fires, and the mail comes", async () => {
      const rules = (await owner.alertRules.list.query({})).data;
      const rule = rules.find(({ preset }) => preset === "client-errors");
      // By itself it waits whether the next minute is as bad.
      await owner.alertRules.update.mutate({ id: rule?.id ?? "", forMinutes: 0 });
      await expect
        .poll(
          async () => {
            await shop.own?.cli("alerts", "evaluate");
            return mailed();
          },
          { timeout: 100_000, intervals: [4000] },
        )
        .toBeDefined();
    });

    await test.step("its link leads to the requests that failed", async () => {
      await page.goto(
        /http[^\s)>]+\/requests\?[^\s)>]+/.exec(mailed()?.text ?? "")?.[0] ?? "no link",
      );
      await expect(page.locator("html[data-hydrated]")).toBeAttached();
      await expect(page.locator(".ledger tbody tr")).toHaveCount(8);
      await page.locator(".ledger tbody th a").first().click();
      await expect(page.getByRole("link", { name: "out_of_stock" })).toBeVisible();
    });

    await test.step("once it is mended, the request is sent again and goes well", async () => {
      await owner.inventory.set.mutate({ sku, stocked: 5 });
      await page.getByRole("button", { name: "Send again" }).click();
      const dialog = page.getByRole("dialog", { name: "Send this request again?" });
      await expect(dialog.getByText("This is the real shop")).toBeVisible();
      // Whatever may be somebody's is masked in the log.
      await dialog.getByLabel("email").fill("buyer@example.com");
      await dialog.getByLabel("lines/0/sku").fill(sku);
      await dialog.getByRole("button", { name: "Send again" }).click();
      const sent = page.getByRole("dialog", { name: "Sent again" });
      await expect(sent.getByText("201 created")).toBeVisible();
      await expect(sent.getByRole("row", { name: /^status/ })).toContainText("409");
      await sent.getByRole("button", { name: "Done" }).click();
      const [order] = (await owner.orders.list.query({ limit: 1 })).data;
      expect(order?.lines[0]?.sku).toBe(sku);
    });
  });
}
