import { createLoader, parseAsString } from "nuqs/server";

/** The customer list's part of the URL. */
export const customerFilters = { q: parseAsString, cursor: parseAsString };

export const loadCustomerFilters = createLoader(customerFilters);
