import type { CreateInboundSource, SourceKind } from "@crossdock/api/schemas";
import type { z } from "zod";

type Settings = z.input<typeof CreateInboundSource>["settings"];

/** What stands in the form's fields; those of a kind count for that kind. */
export type SourceValues = {
  name: string;
  slug?: string;
  secret?: string;
  kind: SourceKind;
  settings: HmacValues;
};

export type HmacValues = {
  signatureHeader: string;
  /** Like the others that can be left out: nothing where the field is empty. */
  prefix?: string;
  encoding: "hex" | "base64";
  algorithm: "sha1" | "sha256" | "sha512";
  template: string;
  timestampHeader?: string;
  toleranceSeconds: string;
  id?: string;
  type?: string;
};

export const emptyHmac: HmacValues = {
  ...{ signatureHeader: "", prefix: "", encoding: "hex", algorithm: "sha256" },
  ...{ template: "{body}", timestampHeader: "", toleranceSeconds: "300", id: "", type: "" },
};

/** The settings that the fields say. */
export function settingsOf(kind: SourceKind, values: HmacValues): Settings {
  if (kind !== "hmac") return { kind };
  const { timestampHeader, toleranceSeconds, id, type, ...rest } = values;
  return {
    ...{ kind, ...rest, toleranceSeconds: Number(toleranceSeconds) },
    timestampHeader: timestampHeader || undefined,
    id: placeOf(id),
    type: placeOf(type),
  };
}

/** A JSON pointer begins with a slash; anything else is the name of a header. */
function placeOf(text = "") {
  const place = text.trim();
  if (place === "") return undefined;
  if (place.startsWith("/")) return { in: "body" as const, pointer: place };
  return { in: "header" as const, name: place };
}

/** An address for a name: `ACME Orders` → `acme-orders`. */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-+|-+$/g, "");
}
