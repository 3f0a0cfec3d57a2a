/**
 * The one form in which an e-mail address is stored and looked up: NFKC, lower case, no space around.
 * To be made before it is judged: a full-width `＠` is an `@` only afterwards, so that an address which
 * was checked first could turn into another one.
 */
export function canonicalEmail(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}
