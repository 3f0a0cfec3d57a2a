import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, keyOf, outcomeOf, type TestProduct, tally } from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

const question = { name: "Zoë", email: "zoe@example.com", message: "Do you ship to Malta?" };

test("an inquiry is submitted, answered once, and the asker gets the answer", async () => {
  const { inquiries, notifications } = product.as();
  const asked = await inquiries.create(question);
  expect(asked).toMatchObject({ ...question, status: "open", answer: null, answeredAt: null });
  const answered = await inquiries.answer({ id: asked.id, answer: "Yes, on Mondays." });
  expect(answered).toMatchObject({
    status: "answered",
    answer: "Yes, on Mondays.",
    answeredAt: product.clock.now().toISOString(),
  });
  expect((await notifications.list({ to: question.email })).data).toEqual([]);
  await product.runJobs();
  const mails = await notifications.list({ to: question.email });
  expect(mails.data).toMatchObject([{ template: "inquiry-answered", status: "kept" }]);
  const mail = await notifications.get({ id: mails.data[0]?.id ?? "" });
  expect(mail.text).toContain("Yes, on Mondays.");
  expect(mail.text).toContain("You wrote: Do you ship to Malta?");
  const again = inquiries.answer({ id: asked.id, answer: "No." });
  expect(await outcomeOf(again)).toBe("transition_invalid");
});

test("of two answers at once one counts, and one mail goes out", async () => {
  const { inquiries, notifications } = product.as();
  const { id } = await inquiries.create({ ...question, email: "two@example.com" });
  const outcomes = await Promise.all(
    ["Yes.", "No."].map((answer) => outcomeOf(inquiries.answer({ id, answer }))),
  );
  expect(tally(outcomes)).toEqual({ ok: 1, transition_invalid: 1 });
  await product.runJobs();
  expect((await notifications.list({ to: "two@example.com" })).data).toHaveLength(1);
});

test("what the seed answers sends no mail", async () => {
  const { inquiries } = product.as(undefined, { transport: "seed" });
  const { id } = await inquiries.create({ ...question, email: "seed@example.com" });
  await inquiries.answer({ id, answer: "Yes." });
  await product.runJobs();
  const mails = await product.as().notifications.list({ to: "seed@example.com" });
  expect(mails.data).toEqual([]);
});

test("a partner sees and answers its own inquiries alone", async () => {
  const partner = await product.as().partners.create({ name: "Asking" });
  const theirs = product.as(keyOf(partner.id)).inquiries;
  const mine = await product.as().inquiries.create(question);
  const own = await theirs.create(question);
  expect((await theirs.list({})).data.map(({ id }) => id)).toEqual([own.id]);
  expect(await outcomeOf(theirs.get({ id: mine.id }))).toBe("not_found");
  expect(await outcomeOf(theirs.answer({ id: mine.id, answer: "x" }))).toBe("not_found");
  expect(await product.as().inquiries.get({ id: mine.id })).toMatchObject({ status: "open" });
  const open = await product.as().inquiries.list({ status: "open" });
  expect(open.data.map(({ id }) => id)).toEqual([own.id, mine.id]);
});
