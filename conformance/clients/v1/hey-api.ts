import { createClient } from "../generated/v1/hey-api/client/index.ts";
import { ordersCreate, ordersGet, productsList } from "../generated/v1/hey-api/index.ts";
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
        body: { email: "zoe@example.com", items: [{ sku, quantity: 2 }] },
      });
      return given(data, error).id;
    },
    async total(id) {
      const { data, error } = await ordersGet({ client, path: { id } });
      const { total, currency } = given(data, error);
      return `${total} ${currency}`;
    },
    async refusal() {
      const { error } = await ordersGet({ client, path: { id: "none" } });
      return given(error).code;
    },
  };
};
