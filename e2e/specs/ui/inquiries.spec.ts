import { expect, test } from "../../fixtures/index.ts";

test("an inquiry comes in as JSON, is answered, and the mail is shown", async ({
  app,
  apiKey,
  asRole,
  mail,
}) => {
  const { request } = await apiKey(["inquiries:write"]);
  const stamp = Date.now();
  const from = `ada-${stamp}@example.com`;
  const name = `Ada Quist ${stamp}`;
  const page = await asRole("support");
  await app.goto("/inquiries?status=open", page);

  const made = await request.post("/api/v1/inquiries", {
    headers: { "Idempotency-Key": from },
    data: { name, email: from, message: "Is the lamp back in autumn?" },
  });
  expect(made.status(), await made.text()).toBe(201);
  const { id } = await made.json();
  // The list refreshes by itself.
  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { name: `Inquiry of ${name}` })).toBeVisible();
  await expect(page).toHaveURL(`/inquiries/${id}`);
  await page.getByLabel("Your answer").fill("It is, in the first week of September.");
  await page.getByRole("button", { name: "Send the answer" }).click();
  await expect(page.getByText("The answer is on its way")).toBeVisible();
  await expect(page.getByText("It is, in the first week of September.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Send the answer" })).toBeHidden();

  const written = await mail.last(from);
  expect(written.text).toContain("It is, in the first week of September.");
  await app.goto(`/emails/${written.id}`, page);
  await expect(page.getByRole("heading", { level: 1, name: written.subject })).toBeVisible();
  await expect(page.getByText("It is, in the first week of September.")).toBeVisible();
});

test("a plain HTML form can submit an inquiry", async ({ apiKey, owner }) => {
  const { request } = await apiKey(["inquiries:write"]);
  const form = { name: "Jo Ruiz", email: "jo@example.com", message: "Do you ship to Graz?" };
  const headers = { "Idempotency-Key": `form-${Date.now()}` };
  const made = await request.post("/api/v1/inquiries", { headers, form });
  expect(made.status(), await made.text()).toBe(201);
  const { id } = await made.json();
  expect(made.headers().location).toBe(`/api/v1/inquiries/${id}`);
  expect(await owner.inquiries.get.query({ id })).toMatchObject({ ...form, status: "open" });
});
