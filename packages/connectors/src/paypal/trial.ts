import { isLoopbackUrl } from "@crossdock/http";
import type { PaymentTrial } from "../payment-trial.ts";
import { certificateOrigins } from "./config.ts";

/**
 * The sandbox, and what stands in for it on this machine. By the address and not by the setting alone:
 * somebody may have entered the live one for "sandbox".
 */
export function paypalTrial(environment: "sandbox" | "live", apiBase: string): PaymentTrial {
  const origins = certificateOrigins("sandbox", undefined);
  const moneyless = origins.has(new URL(apiBase).origin) || isLoopbackUrl(apiBase);
  if (environment === "live" || !moneyless)
    return { refused: "These credentials are not of PayPal's sandbox: real money is never moved." };
  // The buyer agrees on PayPal's page, with an account of the sandbox.
  return { variable: "PAYPAL_CLIENT_SECRET", buyer: null };
}
