import { startIdentityProvider } from "@crossdock/identity/testing/identity-provider";
import { expect, expectAccessible, test } from "../../fixtures/index.ts";

test("an issuer is trusted by a form, a token is tried, and calls with it until it is switched off", async ({
  app,
  asRole,
  request,
}) => {
  const provider = await startIdentityProvider();
  const page = await asRole("admin");
  await app.goto("/issuers", page);
  await expect(page.getByText("Nobody is trusted yet")).toBeVisible();
  await page.getByRole("button", { name: "New issuer" }).click();
  const form = page.getByRole("dialog", { name: "New trusted issuer" });
  await form.getByLabel("Name", { exact: true }).fill("Corporate login");
  await form.getByLabel("Issuer", { exact: true }).fill(provider.issuer);
  await form.getByLabel("Address of its keys").fill(provider.jwksUrl);
  await form.getByLabel("Audience").fill("shop");
  await form.getByLabel("Claim", { exact: true }).fill("groups");
  await form.getByLabel("Value").fill("buyers");
  await form.getByLabel("Scopes").fill("products:read nonsense");
  await form.getByRole("button", { name: "Trust issuer" }).click();
  await expect(form.getByText("Send a scope such as orders:read")).toBeVisible();
  await form.getByLabel("Scopes").fill("products:read orders:read");
  await expectAccessible(page);
  await form.getByRole("button", { name: "Trust issuer" }).click();
  await expect(form).toBeHidden();
  const row = page.getByRole("row", { name: /Corporate login/ });
  await expect(row).toContainText("Trusted");
  await expect(row).toContainText("products:read +1");

  const exp = Math.floor(Date.now() / 1000) + 600;
  const claims = { iss: provider.issuer, aud: "shop", sub: "ann", groups: ["buyers"], exp };
  const token = provider.sign(claims);
  await page.getByRole("button", { name: "Test a token" }).click();
  const trial = page.getByRole("dialog", { name: "Test a token" });
  await trial.getByLabel("Token").fill(provider.sign({ ...claims, aud: "another" }));
  await trial.getByRole("button", { name: "Test", exact: true }).click();
  await expect(trial.getByText("It is for another audience.")).toBeVisible();
  await expect(trial.getByText("Not reached")).toHaveCount(1);
  await trial.getByLabel("Token").fill(token);
  await trial.getByRole("button", { name: "Test", exact: true }).click();
  await expect(trial.getByText("orders:read, products:read")).toBeVisible();
  await expectAccessible(page);
  await trial.getByRole("button", { name: "Cancel" }).click();

  const headers = { Authorization: `Bearer ${token}` };
  const status = async () => (await request.get("/api/v2/products?limit=1", { headers })).status();
  expect(await status()).toBe(200);
  await row.getByRole("button", { name: "Edit" }).click();
  const edit = page.getByRole("dialog", { name: "Edit Corporate login" });
  await edit.getByRole("checkbox", { name: "Take its tokens" }).uncheck();
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("Off");
  await expect.poll(status, "refused within a second").toBe(401);
  await provider.close();
});
