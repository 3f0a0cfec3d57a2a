import { createHmac, randomUUID } from "node:crypto";
import type { APIRequestContext } from "@playwright/test";
import { expect, expectAccessible, test } from "../../fixtures/index.ts";

const secret = "a-secret-that-github-has-too";

test("GitHub's webhooks are let in by a form, seen, worked off again, and refused without the secret", async ({
  app,
  asRole,
  request,
}) => {
  app.expectConsoleError(/422/);
  const page = await asRole("admin");
  await app.goto("/inbound/sources", page);
  await expect(page.getByText(/\/api\/webhooks\/github$/)).toBeVisible();
  await page.getByRole("button", { name: "New source" }).click();
  const form = page.getByRole("dialog", { name: "New source" });
  await form.getByLabel("Name").fill("Our code");
  await expect(form.getByText(/\/api\/webhooks\/our-code/)).toBeVisible();
  await form.getByLabel("Secret").fill("short");
  await form.getByRole("button", { name: "Make the source" }).click();
  await expect(form.getByText("A secret has at least 8 characters.")).toBeVisible();
  await form.getByLabel("Secret").fill(secret);
  await expectAccessible(page);
  await form.getByRole("button", { name: "Make the source" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Our code" })).toBeVisible();
  await expect(page.getByText(/\/api\/webhooks\/our-code$/)).toBeVisible();
  await expect(page.getByText("Open", { exact: true })).toBeVisible();
  await expectAccessible(page);

  expect(await deliver(request, "our-code")).toBe(202);
  expect(await deliver(request, "our-code", "a-forger's")).toBe(400);
  await page.getByRole("link", { name: "What has come from it" }).click();
  await page.getByRole("link", { name: "issues.opened" }).click();
  await expect(page.getByText("No mapping follows this type of event.")).toBeVisible();
  await expect(page.getByText("x-github-event: issues")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Work off again" }).click();
  const again = page.getByRole("dialog", { name: "Work this event off again?" });
  await again.getByRole("button", { name: "Work off again" }).click();
  await expect(page.getByText("The event is worked off again")).toBeVisible();
  await expect(page.getByText("Ignored")).toBeVisible();

  await app.goto("/inbound", page);
  await expect(page.getByText("1 wrongly signed")).toBeVisible();
  await page.getByRole("link", { name: "Refused" }).click();
  await expect(page.getByRole("row", { name: /Wrongly signed.*our-code/ })).toBeVisible();
  await expectAccessible(page);
});

test("GitHub is asked for what it could not deliver, once its hook and a token are entered", async ({
  app,
  asRole,
}) => {
  app.expectConsoleError(/422/);
  const page = await asRole("admin");
  await app.goto("/inbound/sources", page);
  await page.getByRole("button", { name: "New source" }).click();
  const form = page.getByRole("dialog", { name: "New source" });
  await form.getByLabel("Name").fill("Asked code");
  await form.getByLabel("Secret").fill(secret);
  await form.getByRole("button", { name: "Make the source" }).click();
  await page.getByRole("button", { name: "Set up" }).click();
  const dialog = page.getByRole("dialog", { name: "Ask for failed deliveries" });
  const hookUrl = "https://api.github.com/repos/octo/shop/hooks/4711";
  await dialog.getByLabel("The hook in GitHub's API").fill("https://github.com/octo/shop");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText(/Enter an address such as/)).toBeVisible();
  await dialog.getByLabel("The hook in GitHub's API").fill(hookUrl);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Enter a token.")).toBeVisible();
  await dialog.getByLabel("Token").fill("ghp_a-token-of-github");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(hookUrl)).toBeVisible();
  await expect(page.getByText("Not yet")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Stop asking" }).click();
  const stop = page.getByRole("dialog", { name: "Ask GitHub no more?" });
  await stop.getByRole("button", { name: "Stop asking" }).click();
  await expect(page.getByText("GitHub is asked no more")).toBeVisible();
  await expect(page.getByText(hookUrl)).toBeHidden();
});

test("a secret is rotated with an overlap, a sample is checked, and the source is switched off", async ({
  app,
  asRole,
  request,
}) => {
  app.expectConsoleError(/422/);
  const page = await asRole("admin");
  await app.goto("/inbound/sources", page);
  await page.getByRole("button", { name: "New source" }).click();
  const form = page.getByRole("dialog", { name: "New source" });
  await form.getByRole("combobox", { name: "Signed as by" }).click();
  await page.getByRole("option", { name: "Another HMAC" }).click();
  await form.getByLabel("Name").fill("ERP");
  await form.getByLabel("Header of the signature").fill("X-Hub-Signature-256");
  await form.getByLabel("What stands before it").fill("sha256=");
  await form.getByLabel("What is signed").fill("nothing");
  await form.getByLabel("Secret").fill(secret);
  await form.getByRole("button", { name: "Make the source" }).click();
  await expect(form.getByText(/Put \{body\} in exactly once/)).toBeVisible();
  await form.getByLabel("What is signed").fill("{body}");
  await expectAccessible(page);
  await form.getByRole("button", { name: "Make the source" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "ERP" })).toBeVisible();

  await page.getByRole("button", { name: "Rotate" }).click();
  const rotation = page.getByRole("dialog", { name: "Rotate the secret" });
  await rotation.getByLabel("Secret").fill("the-secret-that-is-new");
  await rotation.getByRole("button", { name: "Rotate" }).click();
  await expect(page.getByRole("row", { name: /First secret.*Ending/ })).toBeVisible();
  expect(await deliver(request, "erp")).toBe(202);
  expect(await deliver(request, "erp", "the-secret-that-is-new")).toBe(202);

  await page.getByRole("button", { name: "Check a sample" }).click();
  const sample = page.getByRole("dialog", { name: "Check a sample" });
  await sample.getByLabel("Headers").fill(`X-Hub-Signature-256: ${signature(secret)}`);
  await sample.getByLabel("Body").fill(`${body}\n`);
  await sample.getByRole("button", { name: "Check", exact: true }).click();
  await expect(sample.getByText(/matches without the line break/)).toBeVisible();
  await sample.getByLabel("Body").fill(body);
  await sample.getByRole("button", { name: "Check", exact: true }).click();
  await expect(sample.getByText(/It would be taken/)).toBeVisible();
  await expectAccessible(page);
  await sample.getByRole("button", { name: "Cancel" }).click();

  await page.getByRole("button", { name: "Switch off" }).click();
  const off = page.getByRole("dialog", { name: "Take no webhooks of ERP?" });
  await off.getByRole("button", { name: "Switch off" }).click();
  await expect(page.getByText("Off", { exact: true })).toBeVisible();
  await expect.poll(() => deliver(request, "erp")).toBe(404);
});

const body = `{"action":"opened","issue":{"number":1}}`;

function signature(key: string): string {
  return `sha256=${createHmac("sha256", key).update(body).digest("hex")}`;
}

async function deliver(request: APIRequestContext, slug: string, key = secret): Promise<number> {
  const headers = {
    ...{ "content-type": "application/json", "x-github-event": "issues" },
    ...{ "x-github-delivery": randomUUID(), "x-hub-signature-256": signature(key) },
  };
  return (await request.post(`/api/webhooks/${slug}`, { headers, data: body })).status();
}
