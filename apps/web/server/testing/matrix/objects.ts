import type { Members } from "../requests.ts";

/** How a procedure is told which object is meant. */
export type Target = { kind: string; input(id: string): Members };

const byId = (kind: string, more: Members = {}): Target => ({
  kind,
  input: (id) => ({ id, ...more }),
});

/**
 * Each procedure that takes the id of an object that belongs to somebody. A procedure whose input has an id
 * and that is neither here nor in `ofTheShop` fails the matrix.
 */
export const targets: Readonly<Record<string, Target>> = {
  "customers.get": byId("customer"),
  "customers.update": byId("customer", { name: "Stolen" }),
  "fulfillments.create": { kind: "order", input: (orderId) => ({ orderId }) },
  "fulfillments.list": { kind: "order", input: (orderId) => ({ orderId }) },
  "inquiries.answer": byId("inquiry", { answer: "Stolen" }),
  "inquiries.get": byId("inquiry"),
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
  "inbox.get",
  "keys.create",
  "keys.list",
  "keys.pin",
  "keys.revoke",
  "notifications.get",
  "operations.get",
  "orders.list",
  "partners.get",
  "partners.update",
  "payments.list",
  "products.archive",
  "products.get",
  "products.update",
  "users.update",
]);
