import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestProduct, type TestProduct } from "../testing/index.ts";
import { planCatalogue } from "./catalogue.ts";
import { seedDemo } from "./index.ts";

describe("the demo shop", () => {
  let product: TestProduct;
  const lines: string[] = [];

  beforeAll(async () => {
    product = await createTestProduct();
    const before = performance.now();
    await seedDemo(product.services, {
      log: (line) => lines.push(`${Math.round(performance.now() - before)} ${line}`),
    });
    console.log("TIME", Math.round(performance.now() - before));
  }, 120_000);

  afterAll(() => product.close());

  it("x", async () => {
    console.log(lines);
    const p = product.db.prisma;
    console.log(await p.order.groupBy({ by: ["status", "currency"], _count: true }));
    console.log(await p.customer.count(), await p.event.count());
    console.log(
      (await p.order.findMany({ orderBy: { number: "desc" }, take: 30 })).map((o) =>
        [o.number, o.status, o.createdAt.toISOString(), o.total, o.currency].join(" "),
      ),
    );
    console.log(await product.as().shop.overview({}));
  });
});
