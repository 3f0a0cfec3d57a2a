import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";

export const productStatuses = ["active", "draft", "archived"] as const;

/** The product list's part of the URL. */
export const productFilters = {
  q: parseAsString,
  status: parseAsStringLiteral(productStatuses),
  cursor: parseAsString,
};

export const loadProductFilters = createLoader(productFilters);
