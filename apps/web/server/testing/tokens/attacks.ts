import type { Attack } from "./attack.ts";
import {
  withForeignKey,
  withKeyInHeader,
  withOddKeyId,
  withoutSignature,
  withPublicKeyAsSecret,
} from "./foreign-keys.ts";
import type { Forge } from "./forge.ts";
import { withOddHeader, withWrongClaims, withWrongType } from "./own-key.ts";
import {
  ofAnotherKind,
  withBrokenSignature,
  withFlippedBits,
  withOddEncoding,
} from "./spellings.ts";

/** Every forged token, by family; no two are the same. */
export function attacksOf(forge: Forge): Attack[] {
  const attacks = [
    ...withoutSignature(forge),
    ...withPublicKeyAsSecret(forge),
    ...withForeignKey(forge),
    ...withKeyInHeader(forge),
    ...withOddKeyId(forge),
    ...withOddHeader(forge),
    ...withWrongClaims(forge),
    ...withWrongType(forge),
    ...withBrokenSignature(forge),
    ...withOddEncoding(forge),
    ...withFlippedBits(forge),
    ...ofAnotherKind(forge),
  ];
  return [...new Map(attacks.map((attack) => [attack.token, attack])).values()];
}
