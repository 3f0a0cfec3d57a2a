import type { SourceKind } from "@crossdock/api/schemas";

/** What each kind of source is called, and where the address and the secret are at the provider. */
export const kinds: Record<SourceKind, { label: string; where: string }> = {
  github: {
    label: "GitHub",
    where:
      "At GitHub: Settings, Webhooks, Add webhook. Choose application/json, and a secret that you enter here too.",
  },
  shopify: {
    label: "Shopify",
    where:
      "At Shopify: Settings, Notifications, Webhooks. The secret stands below the list; an app's webhooks have its client secret.",
  },
  "standard-webhooks": {
    label: "Standard Webhooks, Svix",
    where: "Add the address at the provider. The secret that it shows begins with whsec_.",
  },
  hmac: {
    label: "Another HMAC",
    where: "The provider's documentation says what is signed, how, and in which header.",
  },
};
