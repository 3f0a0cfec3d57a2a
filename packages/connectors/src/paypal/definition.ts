import { defineConnector, hostOf } from "../definition.ts";
import { PaypalConfig, paypalApiBase } from "./config.ts";

export const paypal = defineConnector({
  id: "paypal",
  name: "PayPal",
  summary: "Takes payments that the buyer approves on PayPal's page.",
  category: "payments",
  apiVersion: "Orders v2, Payments v2",
  docs: "https://developer.paypal.com/docs/api/orders/v2/",
  webhooks: "Apps & Credentials, your app, Add webhook, for all events.",
  settings: PaypalConfig,
  host: (settings) => hostOf(paypalApiBase(settings)),
  connect: async (settings, deps) => (await import("./connector.ts")).connectPaypal(settings, deps),
});
