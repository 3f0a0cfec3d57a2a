import { createSecretKey, randomInt } from "node:crypto";
import type { Clock } from "@crossdock/core";
import type { Database, Tx } from "@crossdock/db";
import { generateSecret, generateURI, verifySync } from "otplib";
import { hmacHex } from "./secrets.ts";
import type { Throttle } from "./throttle.ts";
import type { Vault } from "./vault.ts";

/** Codes from an authenticator app (TOTP, RFC 6238: SHA-1, six digits, 30 seconds) beside what one knows. */
export type SecondFactor = {
  /** How many recovery codes are left; null where it is off. */
  state(userId: string): Promise<{ recoveryCodes: number } | null>;
  /** A new secret, asked for once it is confirmed; `uri` is for the app to scan. Null where one is confirmed. */
  propose(
    user: { id: string; email: string },
    tx: Tx,
  ): Promise<{ secret: string; uri: string } | null>;
  /** The recovery codes where the code is right, which are told this once. */
  confirm(userId: string, code: string, tx: Tx): Promise<string[] | null>;
  /**
   * True for a right code of the app, or an unused recovery code, which it uses up.
   * @throws AppError `rate_limited` after ten wrong ones in a quarter of an hour
   */
  check(userId: string, code: string, tx?: FactorTx): Promise<boolean>;
  /** New recovery codes in place of all before. */
  renewRecoveryCodes(userId: string, tx: Tx): Promise<string[]>;
  remove(userId: string, tx: Tx): Promise<boolean>;
};

type FactorTx = Pick<Tx, "secondFactor" | "$queryRaw">;

export type SecondFactorOptions = {
  db: Database;
  clock: Clock;
  vault: Vault;
  throttle: Throttle;
  /** Keys the hashes of recovery codes: their 50 bits alone could be searched through. */
  pepper: Buffer;
};

export function createSecondFactor(options: SecondFactorOptions): SecondFactor {
  const { db, clock, vault, throttle } = options;
  const pepper = createSecretKey(options.pepper);
  const hashOf = (userId: string, code: string) => hmacHex(pepper, `${userId} ${code}`);

  /** The time step whose code this is, of the present one and its neighbours. */
  async function stepOf(userId: string, sealed: string, code: string): Promise<number | null> {
    const secret = await vault.open(sealed, totpPurpose(userId));
    const epoch = Math.floor(clock.now().getTime() / 1000);
    const verdict = verifySync({ secret, token: code, epoch, epochTolerance: stepSeconds });
    return verdict.valid ? Math.floor(epoch / stepSeconds) + (verdict.delta ?? 0) : null;
  }

  async function checkApp(userId: string, code: string, tx: FactorTx): Promise<boolean> {
    const row = await tx.secondFactor.findUnique({ where: { userId } });
    if (!row?.confirmedAt) return false;
    const step = await stepOf(userId, row.secret, code);
    if (step === null) return false;
    // One statement, so that a code that was looked on cannot be used a second time (RFC 6238 §5.2).
    const taken = await tx.$queryRaw<unknown[]>`
      UPDATE second_factor SET used_step = ${step} WHERE user_id = ${userId} AND used_step < ${step}
      RETURNING user_id`;
    return taken.length === 1;
  }

  async function checkRecovery(userId: string, code: string, tx: FactorTx): Promise<boolean> {
    const used = await tx.$queryRaw<unknown[]>`
      DELETE FROM recovery_code WHERE user_id = ${userId} AND code_hash = ${hashOf(userId, code)}
      RETURNING user_id`;
    return used.length === 1;
  }

  async function renewRecoveryCodes(userId: string, tx: Tx): Promise<string[]> {
    const codes = Array.from({ length: 10 }, recoveryCode);
    await tx.recoveryCode.deleteMany({ where: { userId } });
    await tx.recoveryCode.createMany({
      data: codes.map((code) => ({ userId, codeHash: hashOf(userId, plain(code)) })),
    });
    return codes;
  }

  return {
    async state(userId) {
      const row = await db.prisma.secondFactor.findUnique({
        where: { userId },
        select: { confirmedAt: true, _count: { select: { recoveryCodes: true } } },
      });
      return row?.confirmedAt ? { recoveryCodes: row._count.recoveryCodes } : null;
    },

    async propose({ id: userId, email }, tx) {
      const confirmed = await tx.secondFactor.findFirst({
        where: { userId, confirmedAt: { not: null } },
      });
      if (confirmed) return null;
      const secret = generateSecret();
      const sealed = await vault.seal(secret, totpPurpose(userId));
      const fresh = { secret: sealed, createdAt: clock.now() };
      await tx.secondFactor.upsert({
        where: { userId, confirmedAt: null },
        create: { userId, ...fresh },
        update: fresh,
      });
      return { secret, uri: generateURI({ issuer: "Crossdock", label: email, secret }) };
    },

    async confirm(userId, code, tx) {
      const counter = [`code ${userId}`];
      const forgive = await throttle.begin(counter);
      const row = await tx.secondFactor.findUnique({ where: { userId } });
      if (!row || row.confirmedAt) return null;
      const step = await stepOf(userId, row.secret, plain(code));
      if (step === null) return null;
      await forgive();
      await tx.secondFactor.update({
        where: { userId, confirmedAt: null },
        data: { confirmedAt: clock.now(), usedStep: step },
      });
      return renewRecoveryCodes(userId, tx);
    },

    async check(userId, code, tx = db.prisma) {
      const counter = [`code ${userId}`];
      const forgive = await throttle.begin(counter);
      const given = plain(code);
      const right = /^\d{6}$/.test(given)
        ? await checkApp(userId, given, tx)
        : await checkRecovery(userId, given, tx);
      if (right) await forgive();
      return right;
    },

    renewRecoveryCodes,

    async remove(userId, tx) {
      const { count } = await tx.secondFactor.deleteMany({ where: { userId } });
      return count === 1;
    },
  };
}

const stepSeconds = 30;
// Without those that look alike: 0 and o, 1 and l.
const letters = "23456789abcdefghijkmnpqrstuvwxyz";

export function totpPurpose(userId: string): string {
  return `totp ${userId}`;
}

function recoveryCode(): string {
  const text = Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join("");
  return `${text.slice(0, 5)}-${text.slice(5)}`;
}

/** As people copy it: with spaces, dashes or capitals. */
function plain(code: string): string {
  return code.replace(/[\s-]/g, "").toLowerCase();
}
