import { expect, test } from "../../fixtures/index.ts";

test("an order goes out in two parcels, one arrives and one is canceled", async ({
  app,
  apiKey,
  asRole,
  owner,
  sell,
}) => {
  const [lamp, shade] = [await sell(5, 3000), await sell(5, 900)];
  const { placeOrder, request } = await apiKey(["orders:read", "orders:write"]);
  const { id, number, payments } = await placeOrder({
    lines: [
      { sku: lamp.sku, quantity: 3 },
      { sku: shade.sku, quantity: 1 },
    ],
  });
  await owner.payments.markPaid.mutate({ id: payments[0]?.id ?? "" });
  const read = async () => (await request.get(`/api/v2/orders/${id}`)).json();

  const page = await asRole("operations");
  await app.goto(`/orders/${id}`, page);
  await page.getByRole("button", { name: "Ship" }).click();
  const dialog = page.getByRole("dialog", { name: `Ship order #${number}` });
  await dialog.getByLabel(`Pieces of ${lamp.title}`).fill("4");
  await dialog.getByRole("button", { name: "Ship this parcel" }).click();
  await expect(dialog).toContainText("Only 3 left.");
  await dialog.getByLabel(`Pieces of ${lamp.title}`).fill("2");
  await dialog.getByLabel(`Pieces of ${shade.title}`).fill("0");
  await dialog.getByLabel("Carrier").fill("Gull Express");
  await dialog.getByLabel("Tracking number").fill("GE1");
  await dialog.getByRole("button", { name: "Ship this parcel" }).click();
  await expect(page.getByText(`A part of order #${number} is shipped`)).toBeVisible();
  const parcels = page.getByRole("region", { name: "Shipments" });
  await expect(parcels).toContainText(`2 × ${lamp.title}`);
  await expect(page.getByRole("region", { name: "Items" })).toContainText("2 shipped");
  expect(await read()).toMatchObject({
    ...{ status: "confirmed", fulfillmentStatus: "partially_fulfilled" },
    lines: [{ fulfilledQuantity: 2 }, { fulfilledQuantity: 0 }],
  });

  await parcels.getByRole("button", { name: "Mark delivered" }).click();
  const arrived = page.getByRole("dialog", { name: "Has this parcel arrived?" });
  await arrived.getByRole("button", { name: "Mark delivered" }).click();
  await expect(parcels).toContainText("Delivered");

  await page.getByRole("button", { name: "Ship the rest" }).click();
  await dialog.getByRole("button", { name: "Ship the rest" }).click();
  await expect(page.getByText(`Order #${number} is shipped`, { exact: true })).toBeVisible();
  expect(await read()).toMatchObject({ status: "completed", fulfillmentStatus: "fulfilled" });

  await parcels.getByRole("button", { name: "Cancel shipment" }).click();
  const cancel = page.getByRole("dialog", { name: "Cancel this shipment?" });
  await cancel.getByRole("button", { name: "Cancel shipment" }).click();
  await expect(parcels).toContainText("Canceled");
  await expect(page.getByRole("button", { name: "Ship the rest" })).toBeVisible();
  expect(await read()).toMatchObject({
    status: "confirmed",
    lines: [{}, { fulfilledQuantity: 0 }],
  });
});

test("a tax rate that is set on the dashboard is on the next order", async ({
  app,
  apiKey,
  asRole,
  sell,
}) => {
  const { sku } = await sell(5, 11_900);
  const { placeOrder } = await apiKey(["orders:read", "orders:write"]);
  const place = () =>
    placeOrder({
      lines: [{ sku, quantity: 1 }],
      shippingAddress: { line1: "1 Quay", city: "Valletta", country: "MT" },
    });

  const page = await asRole("admin");
  await app.goto("/settings", page);
  await page.getByRole("button", { name: "Add a rate" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a tax rate" });
  await dialog.getByRole("textbox", { name: "Country" }).fill("XX");
  await dialog.getByRole("textbox", { name: "Rate" }).fill("much");
  await dialog.getByRole("textbox", { name: "Name on the order" }).fill("VAT 19 %");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toContainText("Enter a country's two letters, such as DE.");
  await expect(dialog).toContainText("Enter a share of 0 to 100, such as 19 %.");
  await dialog.getByRole("textbox", { name: "Country" }).fill("mt");
  await dialog.getByRole("textbox", { name: "Rate" }).fill("19 %");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("VAT 19 % is saved")).toBeVisible();
  const row = page.getByRole("table", { name: "Tax rates" }).getByRole("row", { name: /Malta/ });
  await expect(row).toContainText("19 %");

  const order = await place();
  expect(order).toMatchObject({ taxTotal: { amount: 1900 }, total: { amount: 11_900 } });
  await app.goto(`/orders/${order.id}`, page);
  const items = page.getByRole("region", { name: "Items" });
  await expect(items).toContainText("VAT 19 %: €19.00");
  await expect(items).toContainText("Tax, included");

  await app.goto("/settings", page);
  await row.getByRole("button", { name: "Remove" }).click();
  const removal = page.getByRole("dialog", { name: "Remove the rate of Malta (MT)?" });
  await removal.getByRole("button", { name: "Remove" }).click();
  await expect(removal).toBeHidden();
  await expect(row).toBeHidden();
  expect((await place()).taxTotal.amount).toBe(0);
});
