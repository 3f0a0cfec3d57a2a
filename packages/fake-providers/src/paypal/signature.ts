import { type KeyObject, sign } from "node:crypto";
import { crc32 } from "node:zlib";
import { type Certificate, createCertificate } from "./certificates.ts";

/** Whom a shop must trust, and what PayPal's webhooks are signed with. */
export type PaypalAuthority = {
  /** PEM of the root: for the shop's list of whom it trusts. */
  root: string;
  /** What the certificate's address serves: the leaf, then who issued it. */
  chain: string;
  signer: Certificate;
};

let made: PaypalAuthority | undefined;

/** A root, an authority under it, and PayPal's leaf: one for the process, since keys take their time. */
export function paypalAuthority(): PaypalAuthority {
  made ??= createPaypalAuthority();
  return made;
}

function createPaypalAuthority(): PaypalAuthority {
  const span = { validFrom: new Date("2020-01-01"), validTo: new Date("2049-01-01") };
  const root = createCertificate({ name: "Fake Root", authority: true, ...span });
  const under = { name: "Fake Authority", authority: true, issuer: root, ...span };
  const issuer = createCertificate(under);
  const name = "messageverificationcerts.sandbox.paypal.com";
  const signer = createCertificate({ name, issuer, ...span });
  return { root: root.pem, chain: signer.pem + issuer.pem, signer };
}

export type PaypalDelivery = {
  body: string | Buffer;
  webhookId: string;
  /** New for each attempt. */
  transmissionId: string;
  certUrl: string;
  at: Date;
  privateKey: KeyObject;
};

/**
 * The headers of a webhook as PayPal sends it
 * (developer.paypal.com/api/rest/webhooks/rest, "Message verification").
 */
export function signPaypalDelivery(delivery: PaypalDelivery): Record<string, string> {
  const { body, webhookId, transmissionId, certUrl, privateKey } = delivery;
  const time = `${delivery.at.toISOString().slice(0, 19)}Z`;
  const message = `${transmissionId}|${time}|${webhookId}|${crc32(body)}`;
  return {
    "paypal-transmission-id": transmissionId,
    "paypal-transmission-time": time,
    "paypal-transmission-sig": sign("RSA-SHA256", Buffer.from(message), privateKey).toString(
      "base64",
    ),
    "paypal-cert-url": certUrl,
    "paypal-auth-algo": "SHA256withRSA",
  };
}
