import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startFakeProviders } from "./start.ts";

// npm run -w @crossdock/fake-providers start: both providers to try by hand.
const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4242" },
    shop: { type: "string", default: "http://localhost:3000" },
  },
});

const fake = await startFakeProviders({ port: Number(values.port) });
const [stripeSecret, webhookId] = ["whsec_fake", "WH-FAKE"];
fake.stripe.deliverTo(`${values.shop}/api/webhooks/stripe`, stripeSecret);
fake.paypal.deliverTo(`${values.shop}/api/webhooks/paypal`, webhookId);
const root = join(mkdtempSync(join(tmpdir(), "fake-providers-")), "root.pem");
writeFileSync(root, fake.paypal.root);

console.log(`Stripe and PayPal that move no money: ${fake.url}/dashboard

Start the shop with

export STRIPE_SECRET_KEY=sk_test_fake
export STRIPE_WEBHOOK_SECRET=${stripeSecret}
export STRIPE_API_BASE=${fake.url}
export PAYPAL_CLIENT_ID=${fake.paypal.clientId}
export PAYPAL_CLIENT_SECRET=${fake.paypal.clientSecret}
export PAYPAL_WEBHOOK_ID=${webhookId}
export PAYPAL_API_BASE=${fake.url}
export NODE_EXTRA_CA_CERTS=${root}`);
