import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";

export const operationStates = ["on", "limited", "off"] as const;

/** The list of operations' part of the URL. */
export const operationFilters = {
  q: parseAsString,
  version: parseAsString,
  state: parseAsStringLiteral(operationStates),
};

export const loadOperationFilters = createLoader(operationFilters);

/** The list of keyed requests' part of the URL. */
export const idempotencyFilters = { key: parseAsString, cursor: parseAsString };

export const loadIdempotencyFilters = createLoader(idempotencyFilters);
