"use client";

import { roles } from "@crossdock/api/schemas";
import { Field, Select } from "@crossdock/ui";
import { words } from "../../../words.ts";

export type Role = (typeof roles)[number];

type Props = {
  value: Role;
  onChange(role: Role): void;
  /** Whether the reader may make somebody an owner. */
  owners: boolean;
};

/** A role, and in a sentence what it may do. */
export function RoleField({ value, onChange, owners }: Props) {
  const offered = roles.filter((role) => owners || role !== "owner");
  return (
    <Field label="Role" hint={sentences[value]} custom>
      <Select
        options={offered.map((role) => ({ value: role, label: words(role) }))}
        value={value}
        onChange={onChange}
      />
    </Field>
  );
}

export function isRole(value: string): value is Role {
  return roles.some((role) => role === value);
}

const sentences: Record<Role, string> = {
  owner: "May do everything, and change who the owners are.",
  admin: "May do everything but change owners.",
  developer: "Reads everything, makes keys and partners. Changes no orders.",
  operations: "Runs the shop: products, stock, orders, payments, inquiries.",
  support: "Reads everything, answers inquiries, corrects customers.",
  viewer: "Reads only.",
};
