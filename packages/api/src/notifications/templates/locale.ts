/** The languages that mails are written in. */
export const locales = ["en", "de"] as const;
export type Locale = (typeof locales)[number];
