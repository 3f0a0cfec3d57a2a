/** Attributes as OTLP has them in JSON (opentelemetry-proto, common/v1). */
export type Attribute = {
  key: string;
  value: { stringValue: string } | { intValue: string } | { boolValue: boolean };
};

/** Those that are known; integers are texts, as proto3's JSON writes 64 bits. */
export function attributesOf(
  members: Readonly<Record<string, string | number | boolean | null | undefined>>,
): Attribute[] {
  return Object.entries(members).flatMap(([key, value]): Attribute[] => {
    if (value === null || value === undefined) return [];
    if (typeof value === "boolean") return [{ key, value: { boolValue: value } }];
    if (typeof value === "number") return [{ key, value: { intValue: String(Math.round(value)) } }];
    return [{ key, value: { stringValue: value } }];
  });
}

/** Nanoseconds since 1970 as a text, from milliseconds and microseconds after them. */
export function nanos(milliseconds: number, microseconds = 0): string {
  return String(BigInt(Math.round(milliseconds * 1000 + microseconds)) * 1000n);
}
