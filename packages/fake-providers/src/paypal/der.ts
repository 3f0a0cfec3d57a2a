/** DER, as far as a certificate needs it (ITU-T X.690). */
export const der = {
  sequence: (...parts: Buffer[]) => tagged(0x30, ...parts),
  set: (...parts: Buffer[]) => tagged(0x31, ...parts),
  integer,
  bitString: (bytes: Buffer) => tagged(0x03, prefixed(0, bytes)),
  octetString: (bytes: Buffer) => tagged(0x04, bytes),
  text: (text: string) => tagged(0x0c, Buffer.from(text)),
  utcTime: (at: Date) => tagged(0x17, Buffer.from(`${compact(at)}Z`)),
  yes: () => tagged(0x01, Buffer.from([0xff])),
  nothing: () => tagged(0x05),
  objectId,
  /** A context's own tag around what is inside. */
  explicit: (tag: number, ...parts: Buffer[]) => tagged(0xa0 | tag, ...parts),
  /** A context's own tag in the place of the usual one. */
  implicit: (tag: number, bytes: Buffer) => tagged(0x80 | tag, bytes),
};

function tagged(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = Buffer.from(length.toString(16).padStart(4, "0"), "hex");
  return prefixed(0x80 | bytes.length, bytes);
}

function prefixed(first: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([first]), bytes]);
}

// Of an unsigned number, in the fewest bytes (X.690 §8.3.2): more are refused as padding.
function integer(bytes: Buffer): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0);
  const [first = 0, ...rest] = start === -1 ? [] : bytes.subarray(start);
  return tagged(
    0x02,
    first < 0x80 ? Buffer.from([first, ...rest]) : Buffer.from([0, first, ...rest]),
  );
}

function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = value >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

// Two digits of the year: until 2049.
function compact(at: Date): string {
  return at.toISOString().slice(2, 19).replace(/[-T:]/g, "");
}
