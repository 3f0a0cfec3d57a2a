import type { Members } from "../requests.ts";

/** How a procedure is told which object is meant. */
export type Target = {
  kind: string;
  input(id: string): Members;
  /** Without these the call is refused, whosever the object is. */
  alsoNeeds?: readonly string[];
};

const byId = (kind: string, more: Members = {}): Target => ({
  kind,
  input: (id) => ({ id, ...more }),
});

/**
 * Each procedure that takes the id of an object that belongs to somebody. A procedure whose input has an id
 * and that is neither here nor in `ofTheShop` fails the matrix.
 */
export const targets: Readonly<Record<string, Target>> = {
  "addresses.create": {
    kind: "customer",
    input: (customerId) => ({ customerId, address: { line1: "Stolen", city: "X", country: "DE" } }),
  },
  "addresses.get": byId("address"),
  "addresses.remove": byId("address"),
  "addresses.update": byId("address", { label: "Stolen" }),
  "clients.create": {
    kind: "partner",
    input: (partnerId) => ({
      ...{ partnerId, name: "Stolen", scopes: ["orders:read"], grants: ["client_credentials"] },
    }),
  },
  "clients.get": byId("client"),
  "clients.grants": byId("client"),
  "clients.revoke": byId("client"),
  "clients.revokeGrant": byId("client", { customerId: `cus_${"0".repeat(26)}` }),
  "clients.rotateSecret": byId("client"),
  "clients.update": byId("client", { name: "Stolen" }),
  "customers.erase": byId("customer", { confirm: "erase" }),
  "customers.export": { ...byId("customer"), alsoNeeds: ["orders:read", "payments:read"] },
  "customers.get": byId("customer"),
  "customers.update": byId("customer", { name: "Stolen" }),
  "fulfillments.cancel": byId("fulfillment"),
  "files.complete": byId("file"),
  "files.get": byId("file"),
  "fulfillments.create": { kind: "order", input: (orderId) => ({ orderId }) },
  "fulfillments.deliver": byId("fulfillment"),
  "fulfillments.get": byId("fulfillment"),
  "inquiries.answer": byId("inquiry", { answer: "Stolen" }),
  "inquiries.get": byId("inquiry"),
  "keys.create": {
    kind: "partner",
    input: (partnerId) => ({ partnerId, name: "Stolen", scopes: ["orders:read"] }),
  },
  "keys.get": byId("key"),
  "keys.pin": byId("key", { apiVersion: "v1" }),
  "keys.revoke": byId("key"),
  "keys.rotate": byId("key"),
  "keys.scopes": { kind: "partner", input: (partnerId) => ({ partnerId }) },
  "keys.update": byId("key", { name: "Stolen" }),
  "orders.cancel": byId("order"),
  "orders.get": byId("order"),
  "orders.history": byId("order"),
  "payments.get": byId("payment"),
  "payments.markPaid": byId("payment"),
};

/**
 * Procedures whose ids are of things that nobody but the shop has, so that who may call them sees them all,
 * and lists that are filtered by an id: these are tried with everybody's.
 */
export const ofTheShop: ReadonlySet<string> = new Set([
  "addresses.list",
  "announcements.cancel",
  "announcements.create",
  "announcements.get",
  "announcements.preview",
  "announcements.retry",
  "announcements.settle",
  "clients.list",
  "connections.get",
  "connections.operation",
  "connections.operations",
  "connections.refresh",
  "connections.remove",
  "connections.request",
  "connections.test",
  "connections.update",
  "developers.invite",
  "developers.list",
  "developers.remove",
  "developers.resend",
  "inboundSources.addSecret",
  "inboundSources.endSecret",
  "inboundSources.get",
  "inboundSources.update",
  "fulfillments.list",
  "inbox.get",
  "inbox.reprocess",
  "keys.list",
  "issuers.create",
  "issuers.get",
  "issuers.remove",
  "issuers.update",
  "mailTemplates.save",
  "mappings.create",
  "mappings.export",
  "mappings.get",
  "mappings.import",
  "mappings.preview",
  "mappings.remove",
  "mappings.replay",
  "mappings.replayFailed",
  "mappings.restore",
  "mappings.run",
  "mappings.runs",
  "mappings.switch",
  "mappings.update",
  "mappings.versions",
  "me.endSession",
  "me.unlinkIdentity",
  "notifications.get",
  "operations.get",
  "orders.list",
  "partners.get",
  "partners.update",
  "payments.list",
  "products.addImage",
  "products.archive",
  "products.get",
  "products.removeImage",
  "products.update",
  "products.updateImage",
  "taxRates.remove",
  "taxRates.update",
  "usage.get",
  "users.cancelInvitation",
  "users.endSessions",
  "users.resendInvitation",
  "users.resetSecondFactor",
  "users.update",
]);
