/**
 * How payments may be tried without real money, by settings that are of the provider's test mode; else
 * the sentence that says why they may not.
 */
export type PaymentTrial = { refused: string } | TestMode;

export type TestMode = {
  /** The variable that holds the credential of the test mode. */
  variable: string;
  /** Pays, or agrees to pay, as the buyer of this payment; null where only a person in a browser can. */
  buyer: ((ref: string) => Promise<void>) | null;
};
