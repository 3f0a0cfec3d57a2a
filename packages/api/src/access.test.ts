import { expect, test } from "vitest";
import { allPermissions, permissionsOf } from "./access.ts";
import { permissionWords } from "./procedure/permission-words.ts";
import { roles } from "./procedure/permissions.ts";

const may = (role: string, permission: string) => permissionsOf(role).has(permission);

test("every permission is told in a sentence, each in another one", () => {
  const sentences = permissionWords.flatMap((group) => Object.entries(group.sentences));
  const told = new Set(sentences.map(([permission]) => permission));
  expect(allPermissions.filter((permission) => !told.has(permission))).toEqual([]);
  expect(new Set(sentences.map(([, sentence]) => sentence)).size).toBe(sentences.length);
});

test("an owner may do everything, an admin all but touch owners", () => {
  expect([...permissionsOf("owner")].sort()).toEqual(allPermissions);
  const beyond = allPermissions.filter((permission) => !may("admin", permission));
  expect(beyond).toEqual(["owners:write"]);
});

test("a developer has the API and no money; operations have the shop and no keys", () => {
  for (const permission of ["keys:write", "partners:write", "webhook-endpoints:write"])
    expect(may("developer", permission), permission).toBe(true);
  for (const permission of ["payments:write", "orders:write", "users:read", "settings:read"])
    expect(may("developer", permission), permission).toBe(false);
  for (const permission of ["orders:write", "payments:write", "products:write", "inventory:write"])
    expect(may("operations", permission), permission).toBe(true);
  for (const permission of ["keys:write", "partners:write", "users:read", "operations:read"])
    expect(may("operations", permission), permission).toBe(false);
});

test("support corrects customers and answers; a viewer changes nothing", () => {
  const changes = (role: string) =>
    [...permissionsOf(role)].filter((permission) => permission.endsWith(":write"));
  expect(changes("support").sort()).toEqual(["customers:write", "inquiries:write"]);
  expect(changes("viewer")).toEqual([]);
});

test("whoever may change something may see it, and a role that is gone may nothing", () => {
  for (const role of roles) {
    for (const permission of permissionsOf(role)) {
      const read = permission.replace(":write", ":read");
      if (allPermissions.includes(read)) expect(may(role, read), `${role} ${read}`).toBe(true);
    }
  }
  expect(permissionsOf("superuser").size).toBe(0);
});
