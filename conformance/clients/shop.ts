/** What a partner's program does first, through one generated client of one version. */
export type Shop = {
  /** The SKUs on the first page of the catalogue. */
  skus(): Promise<string[]>;
  /** Orders two of one SKU; the order's id. */
  order(sku: string): Promise<string>;
  /** What an order comes to: `2000 EUR`. */
  total(orderId: string): Promise<string>;
  /** Asks for an order that cannot be: the code of the problem. */
  refusal(): Promise<string>;
};

/** @param url of the version: `http://127.0.0.1:3000/api/v1` */
export type Connect = (url: string, key: string) => Shop;

/** What a client made of an answer, or an error that says why there is nothing. */
export function given<T>(value: T | undefined, error?: unknown): T {
  if (value === undefined) throw new Error(`No answer: ${JSON.stringify(error)}`);
  return value;
}
