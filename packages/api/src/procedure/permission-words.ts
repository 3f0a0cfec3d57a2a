import type { Permission } from "./permissions.ts";

type Words = { title: string; sentences: Record<Permission, string> };

/** What each permission lets people do, in plain words: for the table of roles and the account page. */
export const permissionWords: readonly Words[] = [
  {
    title: "Shop",
    sentences: {
      "shop:read": "See the overview of the shop",
      "shop:write": "Rename the shop and take its demo data out",
      "orders:read": "See orders",
      "orders:write": "Place, ship and cancel orders",
      "payments:read": "See payments, refunds and disputes",
      "payments:write":
        "Mark payments as paid, capture and void them, give money back, and settle what does not add up",
      "products:read": "See products",
      "products:write": "Add, change and archive products",
      "inventory:read": "See what is in stock",
      "inventory:write": "Count the stock",
      "customers:read": "See customers",
      "customers:write": "Correct customers and their addresses",
      "inquiries:read": "See inquiries",
      "inquiries:write": "Answer inquiries",
      "announcements:read": "See what was announced on social networks",
      "announcements:write": "Announce products on social networks",
      "notifications:read": "See the e-mails that were sent and what they say",
      "exports:read": "See your own exports",
      "exports:write": "Export the lists that you may see",
      "notifications:write": "Change what e-mails say, and where notices go",
    },
  },
  {
    title: "Integration",
    sentences: {
      "partners:read": "See partners and their developers",
      "partners:write": "Add, change and suspend partners, and invite their developers",
      "keys:read": "See API keys, never the keys themselves",
      "keys:write": "Make, rotate and revoke API keys",
      "clients:read": "See OAuth clients",
      "clients:write": "Add, change and remove OAuth clients, and end their grants",
      "issuers:read": "See which issuers of tokens are trusted",
      "issuers:write": "Trust issuers of tokens, and stop trusting them",
      "operations:read": "See the operations of the API",
      "operations:write":
        "Switch operations of the API off, limit them, and say what the log keeps of them",
      "events:read": "Read the list of events",
      "connectors:read":
        "See third parties, what they have told the shop, and which secrets are set",
      "connectors:write": "Connect third parties, enter their secrets, and map events to them",
      "webhook-endpoints:read": "See where webhooks go",
      "webhook-endpoints:write": "Add, change and remove webhooks",
      "logs:read":
        "See and export the log of requests, see how often the API is called and what went wrong",
      "logs:write": "Share views of the log with the team, and send a request again",
    },
  },
  {
    title: "Monitoring",
    sentences: {
      "alerts:read": "See what the team is alerted to, and when it was",
      "alerts:write": "Say what the team is alerted to, and take alerts up",
      "pauses:read": "See what is paused, and why",
      "pauses:write": "Pause background work, outgoing traffic and changes, and let them go on",
      "jobs:read": "See background work, without what it is about",
      "jobs:write": "Have background work done again, and take it out of its queue",
    },
  },
  {
    title: "Administration",
    sentences: {
      "users:read": "See the team",
      "users:write": "Invite, change and disable members of the team",
      "owners:write": "Add, change and remove owners",
      "settings:read": "See how people may sign in, and which taxes are charged",
      "settings:write": "Change how people may sign in, and which taxes are charged",
      "audit:read": "Read the audit log",
    },
  },
];
