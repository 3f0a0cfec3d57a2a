/** What a program may do with these scopes, in sentences for the customer who is asked. */
export function inPlainWords(scopes: readonly string[]): string[] {
  return scopes.map((scope) => sentences[scope] ?? scope);
}

/** A sentence for each scope that a customer can grant, from the customer's side. */
export const sentences: Readonly<Record<string, string>> = {
  "products:read": "See the shop's products and prices",
  "orders:read": "See your orders",
  "orders:write": "Place orders for you, and cancel them",
  "payments:read": "See what you paid for your orders",
  "customers:read": "See your name, your e-mail address and your addresses",
  "customers:write": "Change your name, phone number and addresses, and erase your account",
};
