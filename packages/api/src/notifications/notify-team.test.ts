import { newId } from "@crossdock/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { unitOfWork } from "../procedure/unit-of-work.ts";
import { createTestProduct, type TestProduct } from "../testing/index.ts";
import { notifyTeam } from "./notify-team.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
  await addUser("owner@example.com", { role: "owner" });
  await addUser("admin@example.com", { role: "admin" });
  await addUser("left@example.com", { role: "admin", status: "disabled" });
  await addUser("packer@example.com", { role: "operations" });
});
afterAll(() => product.close());

async function addUser(
  email: string,
  { role, status = "active" }: { role: string; status?: "active" | "disabled" },
): Promise<void> {
  const now = product.clock.now();
  await product.db.prisma.user.create({
    data: {
      ...{ id: newId("usr", now), email, name: email, role, status },
      ...{ createdAt: now, updatedAt: now },
    },
  });
}

const notify = (key: string) =>
  unitOfWork(product.context, "test.notify", (ctx) =>
    notifyTeam(ctx, {
      key,
      subject: "A payment is disputed",
      paragraphs: ["Answer it until Friday."],
      href: "/orders/ord_1",
    }),
  );

async function mailsAbout(key: string) {
  return product.db.prisma.notification.findMany({
    where: { eventId: key },
    orderBy: { id: "asc" },
  });
}

test("active owners and admins are told, and nobody else", async () => {
  await notify("dispute 1");
  const mails = await mailsAbout("dispute 1");
  expect(mails.map(({ to }) => to)).toEqual(["owner@example.com", "admin@example.com"]);
  expect(mails[0]).toMatchObject({
    subject: "Test shop: A payment is disputed",
    text: "Answer it until Friday.\n\nOpen the dashboard: http://localhost:3000/orders/ord_1",
  });
});

test("a key is told of once, however often it comes", async () => {
  await Promise.all([notify("dispute 2"), notify("dispute 2")]);
  await notify("dispute 2");
  expect(await mailsAbout("dispute 2")).toHaveLength(2);
});
