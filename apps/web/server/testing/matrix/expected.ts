/**
 * Who may do what, written by hand and on purpose apart from the code that decides: the matrix holds
 * the product against this table, and a procedure without a line here fails it.
 */

/** What a caller must hold for each procedure; `any` is enough for every verified caller. */
export const needs: Readonly<Record<string, string>> = {
  "addresses.create": "customers:write",
  "addresses.get": "customers:read",
  "addresses.list": "customers:read",
  "addresses.remove": "customers:write",
  "addresses.update": "customers:write",
  "alertRules.backTest": "alerts:read",
  "alertRules.create": "alerts:write",
  "alertRules.get": "alerts:read",
  "alertRules.list": "alerts:read",
  "alertRules.remove": "alerts:write",
  "alertRules.test": "alerts:write",
  "alertRules.update": "alerts:write",
  "alerts.acknowledge": "alerts:write",
  "alerts.get": "alerts:read",
  "alerts.list": "alerts:read",
  "alerts.mute": "alerts:write",
  "alerts.note": "alerts:write",
  "announcements.cancel": "announcements:write",
  "announcements.create": "announcements:write",
  "announcements.get": "announcements:read",
  "announcements.list": "announcements:read",
  "announcements.networks": "announcements:read",
  "announcements.preview": "announcements:read",
  "announcements.retry": "announcements:write",
  "announcements.settle": "announcements:write",
  "audit.chain": "audit:read",
  "audit.export": "audit:read",
  "audit.list": "audit:read",
  "clients.create": "clients:write",
  "clients.get": "clients:read",
  "clients.grants": "clients:read",
  "clients.list": "clients:read",
  "clients.revoke": "clients:write",
  "clients.revokeGrant": "clients:write",
  "clients.rotateSecret": "clients:write",
  "clients.update": "clients:write",
  "connections.create": "connectors:write",
  "connections.get": "connectors:read",
  "connections.list": "connectors:read",
  "connections.operation": "connectors:read",
  "connections.operations": "connectors:read",
  "connections.refresh": "connectors:write",
  "connections.remove": "connectors:write",
  "connections.request": "connectors:write",
  "connections.test": "connectors:write",
  "connections.update": "connectors:write",
  "connectors.calls": "connectors:read",
  "connectors.check": "connectors:write",
  "connectors.disable": "connectors:write",
  "connectors.enable": "connectors:write",
  "connectors.get": "connectors:read",
  "connectors.list": "connectors:read",
  "connectors.removeSecret": "connectors:write",
  "connectors.setSecret": "connectors:write",
  "connectors.update": "connectors:write",
  "customers.create": "customers:write",
  "customers.erase": "customers:write",
  "customers.export": "customers:read",
  "customers.get": "customers:read",
  "customers.list": "customers:read",
  "customers.update": "customers:write",
  "developers.invite": "partners:write",
  "developers.list": "partners:read",
  "developers.remove": "partners:write",
  "developers.resend": "partners:write",
  "disputes.get": "payments:read",
  "disputes.list": "payments:read",
  "events.list": "events:read",
  "fulfillments.cancel": "orders:write",
  "exports.create": "exports:write",
  "exports.list": "exports:read",
  "files.complete": "products:write",
  "files.create": "products:write",
  "files.get": "products:read",
  "fulfillments.create": "orders:write",
  "fulfillments.deliver": "orders:write",
  "fulfillments.get": "orders:read",
  "fulfillments.list": "orders:read",
  "inboundSources.addSecret": "connectors:write",
  "inboundSources.check": "connectors:write",
  "inboundSources.create": "connectors:write",
  "inboundSources.endSecret": "connectors:write",
  "inboundSources.get": "connectors:read",
  "inboundSources.hook": "connectors:read",
  "inboundSources.list": "connectors:read",
  "inboundSources.setHook": "connectors:write",
  "inboundSources.update": "connectors:write",
  "inbox.doors": "connectors:read",
  "inbox.figures": "connectors:read",
  "inbox.reconciliations": "connectors:read",
  "inbox.get": "connectors:read",
  "inbox.list": "connectors:read",
  "inbox.rejected": "connectors:read",
  "inbox.reprocess": "connectors:write",
  "inquiries.answer": "inquiries:write",
  "inquiries.create": "inquiries:write",
  "inquiries.get": "inquiries:read",
  "inquiries.list": "inquiries:read",
  "inventory.get": "inventory:read",
  "inventory.set": "inventory:write",
  "issuers.create": "issuers:write",
  "issuers.get": "issuers:read",
  "issuers.list": "issuers:read",
  "issuers.remove": "issuers:write",
  "issuers.test": "issuers:write",
  "issuers.update": "issuers:write",
  "keys.create": "keys:write",
  "keys.get": "keys:read",
  "keys.list": "keys:read",
  "keys.pin": "keys:write",
  "keys.revoke": "keys:write",
  "keys.rotate": "keys:write",
  "keys.scopes": "keys:read",
  "keys.update": "keys:write",
  "live.events": "any",
  "logs.errors": "logs:read",
  "logs.get": "logs:read",
  "logs.list": "logs:read",
  "logs.tail": "logs:read",
  "mailTemplates.get": "notifications:read",
  "mailTemplates.list": "notifications:read",
  "mailTemplates.preview": "notifications:read",
  "mailTemplates.reset": "notifications:write",
  "mailTemplates.save": "notifications:write",
  "mailTemplates.sendTest": "notifications:write",
  "mappings.catalogue": "connectors:read",
  "mappings.create": "connectors:write",
  "mappings.export": "connectors:read",
  "mappings.get": "connectors:read",
  "mappings.import": "connectors:write",
  "mappings.list": "connectors:read",
  "mappings.preview": "connectors:write",
  "mappings.remove": "connectors:write",
  "mappings.replay": "connectors:write",
  "mappings.replayFailed": "connectors:write",
  "mappings.restore": "connectors:write",
  "mappings.run": "connectors:read",
  "mappings.runs": "connectors:read",
  "mappings.samples": "connectors:read",
  "mappings.switch": "connectors:write",
  "mappings.target": "connectors:read",
  "mappings.targets": "connectors:read",
  "mappings.update": "connectors:write",
  "mappings.versions": "connectors:read",
  "me.confirmSecondFactor": "any",
  "me.endSecondFactor": "any",
  "me.endSession": "any",
  "me.get": "any",
  "me.identities": "any",
  "me.renewRecoveryCodes": "any",
  "me.secondFactor": "any",
  "me.sessions": "any",
  "me.setPassword": "any",
  "me.signOutEverywhere": "any",
  "me.startLinking": "any",
  "me.startSecondFactor": "any",
  "me.unlinkIdentity": "any",
  "metrics.traffic": "logs:read",
  "notices.set": "notifications:write",
  "notices.settings": "notifications:read",
  "notices.test": "notifications:write",
  "notifications.get": "notifications:read",
  "notifications.list": "notifications:read",
  "operations.disable": "operations:write",
  "operations.enable": "operations:write",
  "operations.get": "operations:read",
  "operations.idempotency": "operations:read",
  "operations.limit": "operations:write",
  "operations.list": "operations:read",
  "operations.usage": "operations:read",
  "orders.cancel": "orders:write",
  "orders.create": "orders:write",
  "orders.get": "orders:read",
  "orders.history": "orders:read",
  "orders.list": "orders:read",
  "orders.preview": "orders:read",
  "partners.create": "partners:write",
  "partners.get": "partners:read",
  "partners.list": "partners:read",
  "partners.mine": "any",
  "partners.update": "partners:write",
  "payments.capture": "payments:write",
  "payments.get": "payments:read",
  "payments.ledger": "payments:read",
  "payments.list": "payments:read",
  "payments.markPaid": "payments:write",
  "products.addImage": "products:write",
  "payments.void": "payments:write",
  "products.archive": "products:write",
  "products.create": "products:write",
  "products.get": "products:read",
  "products.list": "products:read",
  "products.removeImage": "products:write",
  "products.update": "products:write",
  "products.updateImage": "products:write",
  "refunds.create": "payments:write",
  "refunds.get": "payments:read",
  "refunds.list": "payments:read",
  "settings.loginProviders": "settings:read",
  "settings.removeLoginProvider": "settings:write",
  "settings.setLoginProvider": "settings:write",
  "shop.get": "shop:read",
  "shop.overview": "shop:read",
  "shop.removeDemo": "shop:write",
  "shop.update": "shop:write",
  "taxRates.create": "settings:write",
  "taxRates.list": "settings:read",
  "taxRates.remove": "settings:write",
  "taxRates.update": "settings:write",
  "usage.get": "usage:read",
  "users.cancelInvitation": "users:write",
  "users.create": "users:write",
  "users.endSessions": "users:write",
  "users.list": "users:read",
  "users.resendInvitation": "users:write",
  "users.resetSecondFactor": "users:write",
  "users.update": "users:write",
  "views.create": "logs:read",
  "views.list": "logs:read",
  "views.remove": "logs:read",
  "views.update": "logs:read",
};

/** What customers may call, where they hold what it needs: about their own account alone. */
export const customersMay: ReadonlySet<string> = new Set([
  "addresses.create",
  "addresses.get",
  "addresses.list",
  "addresses.remove",
  "addresses.update",
  "customers.erase",
  "customers.export",
  "customers.get",
  "customers.list",
  "customers.update",
  "me.get",
  "orders.cancel",
  "orders.create",
  "orders.get",
  "orders.list",
  "orders.preview",
  "payments.get",
  "payments.list",
  "products.get",
  "products.list",
]);

const columns = ["owner", "admin", "developer", "operations", "support", "viewer", "partner"];

/** A line a resource; what each role may do with it, in the order of the columns: read, write. */
const roleTable = `
  alerts         rw rw rw -  -  -  -
  announcements  rw rw r  rw r  r  -
  audit          rw rw r  r  -  -  -
  clients        rw rw rw r  r  r  rw
  connectors     rw rw r  r  r  r  -
  customers      rw rw r  rw rw r  -
  events         rw rw r  r  r  r  -
  exports        rw rw r  rw r  r  -
  inquiries      rw rw r  rw rw r  -
  inventory      rw rw r  rw r  r  -
  issuers        rw rw r  r  r  r  -
  keys           rw rw rw r  r  r  rw
  logs           rw rw rw -  -  -  r
  notifications  rw rw r  r  r  r  -
  operations     rw rw r  -  -  -  -
  orders         rw rw r  rw r  r  -
  partners       rw rw rw r  r  r  -
  payments       rw rw r  rw r  r  -
  products       rw rw r  rw r  r  -
  settings       rw rw -  -  -  -  -
  shop           rw rw r  r  r  r  -
  usage          rw rw r  -  -  -  r
  users          rw rw -  -  -  -  -
`;

export type Role =
  | "owner"
  | "admin"
  | "developer"
  | "operations"
  | "support"
  | "viewer"
  | "partner";

/** Whether a member of the team, or a partner's developer, with this role may do it. */
export function roleMay(role: Role, permission: string): boolean {
  if (permission === "any") return true;
  const [resource = "", action = ""] = permission.split(":");
  const rights = rows.get(resource)?.[columns.indexOf(role)];
  if (rights === undefined) throw new Error(`The table of roles has no line for ${resource}.`);
  return rights.includes(action === "read" ? "r" : "w");
}

const rows = new Map(
  roleTable
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .map(([resource = "", ...rights]) => [resource, rights]),
);
