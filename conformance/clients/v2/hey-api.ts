import { createClient } from "../generated/v2/hey-api/client/index.ts";
import { ordersCreate, ordersGet, productsList } from "../generated/v2/hey-api/index.ts";
import { type Connect, given } from "../shop.ts";

export const connect: Connect = (baseUrl, key) => {
  const client = createClient({ baseUrl, auth: key });
  return {
    async skus() {
      const { data, error } = await productsList({ client, query: { limit: 10 } });
      return given(data, error).data.flatMap(({ variants }) => variants.map(({ sku }) => sku));
    },
    async order(sku) {
      const { data, error } = await ordersCreate({
        client,
        headers: { "Idempotency-Key": crypto.randomUUID() },
        body: { email: "zoe@example.com", lines: [{ sku, quantity: 2 }] },
      });
      return given(data, error).id;
    },
    async total(id) {
      const { data, error } = await ordersGet({ client, path: { id } });
      const { amount, currency } = given(data, error).total;
      return `${amount} ${currency}`;
    },
    async refusal() {
      const { error } = await ordersGet({ client, path: { id: "none" } });
      return given(error).code;
    },
  };
};
