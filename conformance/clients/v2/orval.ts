import { ordersCreate, ordersGet, productsList } from "../generated/v2/orval.ts";
import { type Connect, given } from "../shop.ts";

export const connect: Connect = (server, key) => {
  const target = { server, key };
  return {
    async skus() {
      const { status, data } = await productsList({ limit: 10 }, target);
      const page = given(status === 200 ? data : undefined, data);
      return page.data.flatMap(({ variants }) => variants.map(({ sku }) => sku));
    },
    async order(sku) {
      const body = { email: "zoe@example.com", lines: [{ sku, quantity: 2 }] };
      const headers = { "Idempotency-Key": crypto.randomUUID() };
      const { status, data } = await ordersCreate(body, { ...target, headers });
      return given(status === 201 ? data : undefined, data).id;
    },
    async total(id) {
      const { status, data } = await ordersGet(id, target);
      const { amount, currency } = given(status === 200 ? data : undefined, data).total;
      return `${amount} ${currency}`;
    },
    async refusal() {
      const { status, data } = await ordersGet("none", target);
      return given(status === 404 ? data : undefined, data).code;
    },
  };
};
