import { createHmac } from "node:crypto";
import type { APIRequestContext, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../../fixtures/index.ts";

const secret = "a-secret-that-the-help-desk-has-too";

/** As their help desk writes it. */
const ticket = {
  ...{ id: "tick_1", type: "ticket.opened" },
  requester: { name: "Zoë Kvist", address: "zoe.kvist@example.com" },
  text: "Where is my parcel? <b>Not markup</b>",
};

test("their webhook sets off an operation of ours, by a form alone, and once however often it comes", async ({
  app,
  asRole,
  request,
}) => {
  const page = await asRole("admin");

  await test.step("let their webhooks in", async () => {
    await app.goto("/inbound/sources", page);
    await page.getByRole("button", { name: "New source" }).click();
    const form = page.getByRole("dialog", { name: "New source" });
    await form.getByRole("combobox", { name: "Signed as by" }).click();
    await page.getByRole("option", { name: "Another HMAC" }).click();
    await form.getByLabel("Name").fill("Help desk");
    await form.getByLabel("Header of the signature").fill("X-Desk-Signature");
    await form.getByLabel("Where the event's id is").fill("/id");
    await form.getByLabel("Where its type is").fill("/type");
    await form.getByLabel("Secret").fill(secret);
    await form.getByRole("button", { name: "Make the source" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Help desk" })).toBeVisible();
  });

  await test.step("map them", async () => {
    await app.goto("/mappings/new", page);
    await choose(page, "Begin with", "Empty: a webhook calls an operation here");
    await page.getByLabel("Name", { exact: true }).fill("Tickets to inquiries");
    await choose(page, "Inbound source", "Help desk");
    await page.getByLabel("Type of event").fill("ticket.opened");
    await choose(page, "Operation", /^inquiries\.create:/);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Make mapping" }).click();
    await expect(
      page.getByRole("heading", { level: 1, name: "Tickets to inquiries" }),
    ).toBeVisible();
    await page.getByLabel("name", { exact: true }).fill("payload.requester.name");
    await page.getByLabel("email", { exact: true }).fill("payload.requester.address");
    await page.getByLabel("message", { exact: true }).fill("payload.text");
    await page.getByRole("checkbox", { name: "inquiries:write" }).check();
  });

  await test.step("dry-run it on a sample", async () => {
    const preview = page.getByRole("region", { name: "Preview" });
    const sample = preview.getByLabel("The sample");
    const nobody = { ...ticket, requester: { name: "Zoë Kvist" } };
    await sample.fill(JSON.stringify({ type: ticket.type, payload: nobody }));
    await expect(preview.getByText(/email/).first()).toBeVisible();
    await expect(preview.getByText("Ready to be sent")).toBeHidden();
    await sample.fill(JSON.stringify({ type: ticket.type, payload: ticket }));
    await expect(preview.getByText("Ready to be sent")).toBeVisible();
    await expect(preview.getByText(`"email": "${ticket.requester.address}"`)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Save as a new version" }).click();
    await expect(page.getByText("Version 2", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Switch on" }).click();
    await expect(page.getByRole("button", { name: "Switch off" })).toBeVisible();
  });
  const mappingPage = page.url();

  await test.step("nothing comes of a dry run, and a real webhook is seen at once", async () => {
    await app.goto("/inquiries", page);
    await expect(page.getByText(ticket.requester.name)).toHaveCount(0);
    expect(await deliver(request, "a-forger's-secret")).toMatchObject({ status: 400 });
    expect(await deliver(request)).toMatchObject({ status: 202, body: { duplicate: false } });
    const row = page.getByRole("row", { name: new RegExp(ticket.requester.name) });
    await expect(row).toHaveCount(1);
    await row.getByRole("link").first().click();
    await expect(page.getByText(ticket.text)).toBeVisible();
  });

  await test.step("the same again has no second effect, and both are seen to have come", async () => {
    expect(await deliver(request)).toMatchObject({ status: 202, body: { duplicate: true } });
    await app.goto("/inbound?connector=help-desk", page);
    await page.getByRole("link", { name: ticket.type }).click();
    await expect(page.getByText("1 without effect")).toBeVisible();
    await app.goto("/inquiries", page);
    await expect(page.getByRole("row", { name: new RegExp(ticket.requester.name) })).toHaveCount(1);

    await app.goto("/requests", page);
    await page.getByRole("searchbox").fill("/api/webhooks/help-desk");
    const calls = page.getByRole("row").filter({ hasText: "/webhooks/help-desk" });
    await expect(calls.filter({ hasText: "202" })).toHaveCount(2);
    await expect(calls.filter({ hasText: "400" })).toHaveCount(1);
  });

  await test.step("the mapping's log has the one run", async () => {
    await page.goto(mappingPage);
    const runs = page.getByRole("row").filter({ has: page.getByRole("button", { name: "Show" }) });
    await expect(runs).toHaveCount(1);
    await expect(runs).toContainText("Done");
    await runs.getByRole("button", { name: "Show" }).click();
    await expect(page.getByRole("dialog", { name: "Run" })).toContainText(ticket.requester.address);
    await expectAccessible(page);
  });
});

test("a source's name and limit are changed and taken back, and it is removed with a word of its mappings", async ({
  app,
  asRole,
  owner,
  request,
}) => {
  app.expectConsoleError(/422|404|409/);
  const settings = {
    ...{ kind: "hmac" as const, signatureHeader: "X-Desk-Signature", template: "{body}" },
    ...{ algorithm: "sha256" as const, encoding: "hex" as const },
    id: { in: "body" as const, pointer: "/id" },
  };
  const made = { name: "Old desk", slug: "old-desk", settings, secret };
  const { id } = await owner.inboundSources.create.mutate(made);
  const definition = {
    ...{ direction: "in" as const, source: "old-desk", event: "*", operation: "inquiries.create" },
    ...{ scopes: [], partnerId: null },
  };
  const mapping = { name: "Old tickets", enabled: true, definition };
  const { id: mappingId } = await owner.mappings.create.mutate(mapping);
  const page = await asRole("admin");
  await app.goto(`/inbound/sources/${id}`, page);
  const edit = async (name: string, limit: string) => {
    await page.getByRole("button", { name: "Edit" }).click();
    const form = page.getByRole("dialog", { name: "Edit the source" });
    await form.getByLabel("Name").fill(name);
    await form.getByLabel("Deliveries a minute at the most").fill(limit);
    await form.getByRole("button", { name: "Save" }).click();
    return form;
  };
  const form = await edit("", "0");
  await expect(form.getByText("Enter a name.")).toBeVisible();
  await expectAccessible(page);
  await form.getByRole("button", { name: "Cancel" }).click();
  await edit("Older desk", "120");
  await expect(page.getByRole("heading", { level: 1, name: "Older desk" })).toBeVisible();
  await expect(page.getByText("120 at the most")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Old desk" })).toBeVisible();
  await expect(page.getByText("60,000 at the most")).toBeVisible();

  expect(await deliver(request, secret, "old-desk")).toMatchObject({ status: 202 });
  await page.getByRole("button", { name: "Remove" }).click();
  const dialog = page.getByRole("dialog", { name: "Remove Old desk?" });
  await expect(dialog).toContainText("The mapping Old tickets must be switched off first.");
  await dialog.getByRole("button", { name: "Remove" }).click();
  const refused = dialog.getByRole("alert");
  await expect(refused).toContainText("The mapping Old tickets uses it: switch it off first.");
  // Who closes it before the answer is there is told in the corner.
  const held = Promise.withResolvers<void>();
  await page.route("**/api/trpc/inboundSources.remove*", async (route) => {
    await held.promise;
    await route.continue();
  });
  await dialog.getByRole("button", { name: "Remove" }).click();
  await dialog.getByRole("button", { name: "Keep it as it is" }).click();
  await expect(dialog).toBeHidden();
  held.resolve();
  const told = page.getByRole("region", { name: "Notifications" });
  await expect(told).toContainText("The mapping Old tickets uses it: switch it off first.");
  await page.getByRole("button", { name: "Remove" }).click();
  await expect(refused).toHaveCount(0);
  await owner.mappings.switch.mutate({ id: mappingId, enabled: false });
  await expect(dialog).toContainText("The mapping Old tickets will hear of nothing more.");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Remove" }).click();
  await expect(page).toHaveURL(/\/inbound\/sources$/);
  await expect(page.getByText("Old desk is removed")).toBeVisible();
  await expect(page.getByRole("link", { name: "Old desk" })).toHaveCount(0);
  await expect.poll(async () => (await deliver(request, secret, "old-desk")).status).toBe(404);
  await app.goto("/inbound?connector=old-desk", page);
  const row = page.getByRole("row", { name: /old-desk/i });
  await expect(row).toHaveCount(1);
  await expect(page.getByRole("combobox", { name: "From" })).toHaveText("old-desk");
  await row.getByRole("link").first().click();
  await expect(page.getByText(ticket.text)).toBeVisible();
  await expect(page.getByText("old-desk, which was removed")).toBeVisible();
  await expectAccessible(page);
});

async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  await page.getByRole("option", { name: option }).click();
}

/** As their system sends it: the same bytes each time. */
async function deliver(request: APIRequestContext, key = secret, slug = "help-desk") {
  const data = JSON.stringify(ticket);
  const signature = createHmac("sha256", key).update(data).digest("hex");
  const headers = { "content-type": "application/json", "x-desk-signature": signature };
  const answer = await request.post(`/api/webhooks/${slug}`, { headers, data });
  return { status: answer.status(), body: await answer.json() };
}
