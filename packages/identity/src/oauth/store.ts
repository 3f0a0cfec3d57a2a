import type { Clock } from "@crossdock/core";
import type { Database, Live, Prisma } from "@crossdock/db";
import type { Adapter, AdapterFactory, AdapterPayload } from "oidc-provider";
import { sha256Hex } from "../secrets.ts";

export type StoreOptions = {
  db: Database;
  live: Pick<Live, "publish">;
  clock: Clock;
  /** Tells the client that this was used before; what it gave is revoked by then. */
  alreadyUsed: (model: string) => Error;
};

/**
 * What the OAuth server remembers, in PostgreSQL. Codes and refresh tokens are kept by their SHA-256:
 * whoever reads the table holds none of them.
 */
export function createStore({ db, live, clock, alreadyUsed }: StoreOptions): AdapterFactory {
  const { oauthRecord } = db.prisma;

  async function revokeGrant(grantId: string): Promise<void> {
    await db.query("oauth-revoke-grant", revokeByGrant, [grantId]);
    live.publish(["clients"]);
  }

  return (model): Adapter => {
    const keyOf = (id: string) => (credentials.has(model) ? sha256Hex(id) : id);

    function whole(id: string, { payload, consumedAt }: Row): AdapterPayload {
      const kept = { ...(payload as AdapterPayload), jti: id };
      return consumedAt ? { ...kept, consumed: seconds(consumedAt) } : kept;
    }

    return {
      async upsert(id, { jti: _kept, ...payload }, expiresIn = 0) {
        const { uid, grantId, clientId, accountId } = payload;
        const now = clock.now();
        const data = {
          ...{ uid, grantId, clientId, accountId },
          payload: payload as Prisma.InputJsonObject,
          expiresAt: new Date(now.getTime() + expiresIn * 1000),
        };
        const key = { model, id: keyOf(id) };
        await oauthRecord.upsert({
          where: { model_id: key },
          create: { ...key, ...data, createdAt: now },
          update: data,
        });
      },
      async find(id) {
        if (!couldBeOurs.test(id)) return undefined;
        const row = await oauthRecord.findFirst({
          where: { model, id: keyOf(id), expiresAt: { gt: clock.now() } },
        });
        return row ? whole(id, row) : undefined;
      },
      async findByUid(uid) {
        const row = await oauthRecord.findFirst({
          where: { model, uid, expiresAt: { gt: clock.now() } },
        });
        return row ? whole(row.id, row) : undefined;
      },
      // For the device flow, which is off.
      findByUserCode: async () => undefined,
      async consume(id) {
        const values = [model, keyOf(id), clock.now()];
        const [consumed] = await db.query<object>("oauth-consume", consumeOnce, values);
        if (consumed) return;
        // Of two uses at once one may be a thief's, and nothing tells which: nobody keeps what it gave.
        const row = await oauthRecord.findFirst({ where: { model, id: keyOf(id) } });
        if (row?.grantId) await revokeGrant(row.grantId);
        throw alreadyUsed(model);
      },
      async destroy(id) {
        await oauthRecord.deleteMany({ where: { model, id: keyOf(id) } });
      },
      revokeByGrantId: revokeGrant,
    };
  };
}

// PostgreSQL takes no NUL in a text, and whoever sends one would see an error of ours.
const couldBeOurs = /^[\w-]{1,200}$/;

const credentials = new Set(["AuthorizationCode", "RefreshToken"]);

type Row = { payload: Prisma.JsonValue; consumedAt: Date | null };

// One statement, so that of two requests with one code or token only one can win.
const consumeOnce = `
  UPDATE oauth_record SET consumed_at = $3
  WHERE model = $1 AND id = $2 AND consumed_at IS NULL AND expires_at > $3
  RETURNING id`;

// The grant itself too: tokens that are being made for it at this moment are good for nothing.
const revokeByGrant = `
  DELETE FROM oauth_record WHERE grant_id = $1 OR (model = 'Grant' AND id = $1)`;

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}
