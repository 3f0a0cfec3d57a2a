import { randomUUID } from "node:crypto";
import { newId } from "@crossdock/core";
import jwt from "jsonwebtoken";
import type { TestApp } from "../test-app.ts";
import { signingKeyOf } from "./signing-key.ts";

/** A program of the shop's, and tokens for it that no server has given. */
export type TokenMint = {
  clientId: string;
  /** An access token with the server's own signature; `claims` and `header` take the usual ones' place. */
  sign(claims?: object, header?: object): string;
  /** What a token for a customer must say besides. */
  customerClaims(customerId: string): Promise<CustomerClaims>;
};

export type CustomerClaims = { sub: string; grant_id: string };

/** Tokens of a program that has these scopes, for a server at `url`. */
export async function createMint(
  { product, as }: TestApp,
  url: string,
  scopes: readonly string[],
): Promise<TokenMint> {
  const grants = ["client_credentials" as const];
  const { id: clientId } = await as().clients.create({ name: "Mint", grants, scopes: [...scopes] });
  const { kid, privateKey } = await signingKeyOf(product);
  const { prisma } = product.db;
  return {
    clientId,
    sign(claims = {}, header = {}) {
      const now = Math.floor(Date.now() / 1000);
      const usual = {
        ...{ iss: url, aud: `${url}/api`, sub: clientId, client_id: clientId },
        ...{ jti: randomUUID(), iat: now, exp: now + 600, scope: scopes.join(" ") },
      };
      const algorithm = "ES256";
      return jwt.sign({ ...usual, ...claims }, privateKey, {
        algorithm,
        header: { alg: algorithm, typ: "at+jwt", kid, ...header },
      });
    },
    async customerClaims(customerId) {
      const now = new Date();
      const email = (await prisma.customer.findUniqueOrThrow({ where: { id: customerId } })).email;
      const times = { verifiedAt: now, createdAt: now, updatedAt: now };
      const id = newId("acc", now);
      await prisma.customerAccount.create({ data: { id, customerId, email, ...times } });
      const grantId = randomUUID();
      const expiresAt = new Date(now.getTime() + 3_600_000);
      await prisma.oauthRecord.create({
        data: {
          ...{ model: "Grant", id: grantId, payload: {}, clientId, accountId: customerId },
          ...{ createdAt: now, expiresAt },
        },
      });
      return { sub: customerId, grant_id: grantId };
    },
  };
}
