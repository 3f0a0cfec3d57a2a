import { defineConnector, hostOf } from "../definition.ts";
import { StripeConfig } from "./config.ts";

export const stripe = defineConnector({
  id: "stripe",
  name: "Stripe",
  summary: "Takes payments by card and the methods that Stripe offers, on Stripe's page.",
  category: "payments",
  apiVersion: "2026-10-28.endive",
  docs: "https://docs.stripe.com/api",
  webhooks:
    "Developers, Webhooks, Add destination, with all events of Charge, Checkout, Payment Intent and Refund.",
  settings: StripeConfig,
  host: ({ apiBase }) => hostOf(apiBase),
  connect: async (settings, { http }) =>
    (await import("./connector.ts")).connectStripe(settings, http),
});
