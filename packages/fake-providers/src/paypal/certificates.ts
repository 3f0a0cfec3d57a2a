import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { der } from "./der.ts";

export type Certificate = {
  name: string;
  pem: string;
  publicKey: KeyObject;
  privateKey: KeyObject;
};

export type CertificateOptions = {
  /** The common name; for a leaf its DNS name too. */
  name: string;
  /** Who signs it; without one it signs itself. */
  issuer?: Pick<Certificate, "name" | "privateKey">;
  /** Whether it may sign others. */
  authority?: boolean;
  validFrom: Date;
  validTo: Date;
};

/** An X.509 certificate with a new RSA key (RFC 5280 §4.1), for tests alone. */
export function createCertificate(options: CertificateOptions): Certificate {
  const { name, validFrom, validTo } = options;
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const issuer = options.issuer ?? { name, privateKey };
  const content = der.sequence(
    der.explicit(0, der.integer(Buffer.from([2]))),
    der.integer(randomBytes(16)),
    sha256WithRsa,
    nameOf(issuer.name),
    der.sequence(der.utcTime(validFrom), der.utcTime(validTo)),
    nameOf(name),
    publicKey.export({ type: "spki", format: "der" }),
    der.explicit(3, der.sequence(...extensionsOf(options))),
  );
  const signature = sign("RSA-SHA256", content, issuer.privateKey);
  const whole = der.sequence(content, sha256WithRsa, der.bitString(signature));
  return { name, pem: toPem(whole), publicKey, privateKey };
}

const sha256WithRsa = der.sequence(der.objectId("1.2.840.113549.1.1.11"), der.nothing());

function nameOf(common: string): Buffer {
  return der.sequence(der.set(der.sequence(der.objectId("2.5.4.3"), der.text(common))));
}

function extensionsOf({ name, authority = false }: CertificateOptions): Buffer[] {
  const constraints = authority ? der.sequence(der.yes()) : der.sequence();
  const basic = der.sequence(der.objectId("2.5.29.19"), der.yes(), der.octetString(constraints));
  if (authority) return [basic];
  const names = der.sequence(der.implicit(2, Buffer.from(name)));
  return [basic, der.sequence(der.objectId("2.5.29.17"), der.octetString(names))];
}

function toPem(bytes: Buffer): string {
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
