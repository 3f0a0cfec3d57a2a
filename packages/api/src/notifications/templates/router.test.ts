import { newId } from "@crossdock/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { unitOfWork } from "../../procedure/unit-of-work.ts";
import {
  createTestProduct,
  outcomeOf,
  owner,
  type TestProduct,
  userOf,
} from "../../testing/index.ts";
import { mailedCode } from "../code.ts";
import { queueMail } from "../queue.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
  const now = product.clock.now();
  await product.db.prisma.user.create({
    data: {
      ...{ id: owner.id, email: "me@example.com", name: "Me", role: "owner", status: "active" },
      ...{ createdAt: now, updatedAt: now },
    },
  });
});
afterAll(() => product.close());

const api = () => product.as().mailTemplates;
const inquiry = { key: "inquiry-answered", locale: "en" } as const;
const read = () => api().get(inquiry);

async function save(subject: string, body: string) {
  const { versionId: basedOn } = await read();
  return api().save({ ...inquiry, subject, body, basedOn });
}

async function mailed(message = "Why?") {
  const eventId = newId("evt", product.clock.now());
  await unitOfWork(product.context, "test.mail", (ctx) =>
    queueMail(ctx, eventId, {
      template: "inquiry-answered",
      to: "zoe@example.com",
      variables: { name: "Zoë", answer: "So.", message },
    }),
  );
  return product.db.prisma.notification.findFirstOrThrow({ where: { eventId } });
}

test("what an admin writes is what goes out, and a reset brings the default back", async () => {
  expect(await read()).toMatchObject({ isDefault: true, versionId: null, versions: [] });
  await save("For {{ name }} of {{ shop }}", "**{{ answer }}**\n\n> {{ message }}");
  expect(await mailed()).toMatchObject({
    subject: "For Zoë of Test shop",
    text: "So.\n\n> Why?",
  });
  const listed = (await api().list({})).data.find(({ key }) => key === inquiry.key);
  expect(listed).toMatchObject({ changed: ["en"] });
  expect(await api().reset(inquiry)).toMatchObject({ isDefault: true, versions: [{}, {}] });
  expect((await mailed()).subject).toBe("Our answer to your inquiry");
});

test("a mail is in the shop's language", async () => {
  await product.as().shop.update({ locale: "de" });
  expect((await mailed()).subject).toBe("Unsere Antwort auf Ihre Anfrage");
  await product.as().shop.update({ locale: "en" });
});

test("of two who edit at once the second is told, and loses nothing of the first", async () => {
  const { versionId: basedOn } = await read();
  const edits = ["One", "Two"].map((subject) =>
    outcomeOf(api().save({ ...inquiry, subject, body: "{{ answer }}", basedOn })),
  );
  expect((await Promise.all(edits)).sort()).toEqual(["conflict", "ok"]);
});

test("twenty versions are kept, and each can be saved anew", async () => {
  for (let turn = 0; turn < 22; turn++) await save(`Turn ${turn}`, "{{ answer }}");
  const { versions } = await read();
  expect(versions).toHaveLength(20);
  const older = versions[3];
  expect(older?.subject).toBe("Turn 18");
  expect(await save(older?.subject ?? "", older?.body ?? "")).toMatchObject({ subject: "Turn 18" });
});

test("a template that cannot be written is refused by its line, and nothing is saved", async () => {
  const before = await read();
  await expect(save("S", "Hello\n{{ nobody }}")).rejects.toThrow(/Line 2.*nobody/);
  await expect(api().preview({ ...inquiry, subject: "{{ x", body: "b" })).rejects.toThrow(/Line 1/);
  expect(await read()).toEqual(before);
  const code = { key: "customer-code", locale: "en", subject: "S", basedOn: null } as const;
  await expect(api().save({ ...code, body: "No code here" })).rejects.toThrow(/\{\{ code \}\}/);
  expect(await outcomeOf(api().get({ key: "nothing", locale: "en" }))).toBe("not_found");
});

test("what fails with the values of a day goes out as the default", async () => {
  await save("S", "{% if message == 'boom' %}{{ message.a.b | money }}{% endif %}{{ answer }}");
  expect((await mailed("boom")).subject).toBe("Our answer to your inquiry");
  expect((await mailed("fine")).subject).toBe("S");
  await api().reset(inquiry);
});

test("a preview has example values, and a test goes to who asks alone", async () => {
  const draft = {
    key: "customer-code",
    locale: "de",
    subject: "Code",
    body: "{{ code }}",
  } as const;
  expect(await api().preview(draft)).toMatchObject({ subject: "Code", text: mailedCode });
  expect(await api().sendTest(draft)).toEqual({ to: "me@example.com" });
  await product.runJobs();
  expect((await product.as().notifications.list({ to: "me@example.com" })).data).toMatchObject([
    { template: "test customer-code", subject: "Code", status: "kept" },
  ]);
});

test("who may not write sees the templates and changes none", async () => {
  for (const role of ["developer", "operations", "support", "viewer"]) {
    const { mailTemplates } = product.as(userOf(role));
    expect(await outcomeOf(mailTemplates.get(inquiry)), role).toBe("ok");
    expect(await outcomeOf(mailTemplates.reset(inquiry)), role).toBe("forbidden");
  }
});
