import { randomBytes } from "node:crypto";

export type Person = { name: string; email: string; phone: string; line1: string };

/** Secrets and persons that are nowhere else: whatever text holds one has it from us. */
export function createCanaries() {
  const secrets = new Set<string>();
  const persons: Person[] = [];
  const known = new Map<string, string[]>();
  const unique = () => randomBytes(9).toString("hex");

  /** Which of them a text holds, as they are or in one of the usual spellings. */
  function found(text: string, canaries: string[]): string[] {
    return canaries.filter((canary) => {
      const spelled = known.get(canary) ?? spellings(canary);
      known.set(canary, spelled);
      return spelled.some((one) => text.includes(one));
    });
  }

  return {
    /** A new secret, or one that the product made. */
    secret(value = `canary-${unique()}`): string {
      if (value === "") throw new Error("There is no secret where one was to be");
      secrets.add(value);
      return value;
    },
    person(): Person {
      const mark = unique();
      const digits = BigInt(`0x${mark}`).toString().slice(0, 11);
      const person = {
        name: `Jane Q${mark} Canary`,
        email: `jane.${mark}@canary.example`,
        phone: `+49 ${digits}`,
        line1: `${mark} Canary Road`,
      };
      persons.push(person);
      return person;
    },
    count: () => ({ secrets: secrets.size, persons: persons.length }),
    secretsIn: (text: string) => found(text, [...secrets]),
    personsIn: (text: string) =>
      found(
        text,
        persons.flatMap((person) => Object.values(person)),
      ),
  };
}

export type Canaries = ReturnType<typeof createCanaries>;

function spellings(canary: string): string[] {
  const bytes = Buffer.from(canary);
  const inner = JSON.stringify(canary).slice(1, -1);
  return [
    ...new Set([canary, inner, encodeURIComponent(canary), canary.replaceAll(" ", "+")]),
    ...["base64", "base64url", "hex"].map((form) =>
      bytes.toString(form as BufferEncoding).replace(/=+$/, ""),
    ),
  ];
}
