import type { z } from "zod";
import type { CreateCustomer } from "../customers/schema.ts";
import { fictionalPhones, peopleTable } from "./tables/people.ts";
import { rowsOf } from "./tables/rows.ts";

export type Person = {
  email: string;
  country: string;
  profile: Pick<z.input<typeof CreateCustomer>, "name" | "phone">;
  address: NonNullable<z.input<typeof CreateCustomer>["address"]>;
};

/** The 60 customers, all of them invented, at addresses that no mail reaches (RFC 2606). */
export function planPeople(): Person[] {
  return rowsOf(peopleTable).map((row, index) => {
    const [name = "", local = "", country = "", city = "", postalCode = "", line1 = ""] = row;
    const prefix = fictionalPhones[country];
    const phone = prefix ? `${prefix}${String(index).padStart(2, "0")}` : undefined;
    return {
      email: `${local}@example.com`,
      country,
      profile: { name, phone },
      address: { name, line1, city, postalCode, country },
    };
  });
}
