/** Which role may do what, written by hand as the table of what procedures need is. */

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
  exports        rw rw r  rw r  r  r
  inquiries      rw rw r  rw rw r  -
  inventory      rw rw r  rw r  r  -
  issuers        rw rw r  r  r  r  -
  jobs           rw rw rw r  -  -  -
  keys           rw rw rw r  r  r  rw
  logs           rw rw rw -  -  -  r
  notifications  rw rw r  r  r  r  -
  operations     rw rw r  -  -  -  -
  orders         rw rw r  rw r  r  -
  partners       rw rw rw r  r  r  -
  pauses         rw rw r  r  r  r  -
  payments       rw rw r  rw r  r  -
  products       rw rw r  rw r  r  -
  settings       rw rw -  -  -  -  -
  shop           rw rw r  r  r  r  -
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
