import createClient from "openapi-fetch";
import type { paths } from "../generated/v1/openapi-typescript.ts";
import { type Connect, given } from "../shop.ts";

export const connect: Connect = (baseUrl, key) => {
  const client = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${key}` } });
  return {
    async skus() {
      const { data, error } = await client.GET("/products", { params: { query: { limit: 10 } } });
      return given(data, error).data.flatMap(({ variants }) => variants.map(({ sku }) => sku));
    },
    async order(sku) {
      const { data, error } = await client.POST("/orders", {
        params: { header: { "Idempotency-Key": crypto.randomUUID() } },
        body: { email: "zoe@example.com", items: [{ sku, quantity: 2 }] },
      });
      return given(data, error).id;
    },
    async total(id) {
      const { data, error } = await client.GET("/orders/{id}", { params: { path: { id } } });
      const { total, currency } = given(data, error);
      return `${total} ${currency}`;
    },
    async refusal() {
      const { error } = await client.GET("/orders/{id}", { params: { path: { id: "none" } } });
      return given(error).code;
    },
  };
};
