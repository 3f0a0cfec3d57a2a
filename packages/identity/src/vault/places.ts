import { loginProviderPurpose } from "../login-providers.ts";
import { signingKeyPurpose } from "../oauth/keys.ts";
import { totpPurpose } from "../second-factor.ts";
import { inboundSecretPurpose } from "./inbound-secret.ts";
import { secretPurpose } from "./secret-store.ts";

/** A column that keeps sealed texts; `purpose` makes what they are sealed for of the row's columns. */
export type SealedPlace = {
  table: string;
  /** The column that names the row: text. */
  id: string;
  column: string;
  purpose(row: Readonly<Record<string, string>>): string;
};

/** Every place of sealed texts: a rotation seals these anew, and refuses to drop a key that others need. */
export const sealedPlaces: readonly SealedPlace[] = [
  {
    table: "secret",
    id: "id",
    column: "sealed",
    purpose: ({ owner = "", name = "", host = "" }) => secretPurpose({ owner, name, host }),
  },
  {
    table: "second_factor",
    id: "user_id",
    column: "secret",
    purpose: ({ user_id = "" }) => totpPurpose(user_id),
  },
  {
    table: "signing_key",
    id: "kid",
    column: "sealed_key",
    purpose: ({ kid = "" }) => signingKeyPurpose(kid),
  },
  {
    table: "login_provider",
    id: "id",
    column: "client_secret",
    purpose: ({ id = "" }) => loginProviderPurpose(id),
  },
  {
    table: "inbound_secret",
    id: "id",
    column: "sealed",
    purpose: ({ id = "", source_id = "" }) => inboundSecretPurpose({ id, sourceId: source_id }),
  },
];
