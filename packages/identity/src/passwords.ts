import { hash, verify } from "@node-rs/argon2";

/** Passwords under argon2id with the library's defaults (19 MiB, t=2, p=1: OWASP's first choice). */
export type Passwords = {
  hash(password: string): Promise<string>;
  /** False for a wrong password and, after the same time, for an account without one. */
  verify(stored: string | null, password: string): Promise<boolean>;
};

/** At most `concurrent` hashes run at once, so that a flood of sign-ins cannot take the memory. */
export function createPasswords(concurrent = 4): Passwords {
  let running = 0;
  const waiting: (() => void)[] = [];

  async function limited<T>(work: () => Promise<T>): Promise<T> {
    if (running >= concurrent) await new Promise<void>((go) => waiting.push(go));
    else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  }

  const decoy = limited(() => hash("no account has this password"));
  return {
    hash: (password) => limited(() => hash(password)),
    async verify(stored, password) {
      const expected = stored ?? (await decoy);
      const matches = await limited(() => verify(expected, password));
      return matches && stored !== null;
    },
  };
}
