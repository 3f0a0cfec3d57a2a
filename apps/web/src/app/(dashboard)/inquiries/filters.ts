import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";

export const inquiryStatuses = ["open", "answered"] as const;

/** The inquiry list's part of the URL. */
export const inquiryFilters = {
  status: parseAsStringLiteral(inquiryStatuses),
  cursor: parseAsString,
};

export const loadInquiryFilters = createLoader(inquiryFilters);
