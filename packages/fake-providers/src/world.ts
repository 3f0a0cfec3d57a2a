import type { Deliveries } from "./deliveries.ts";

/** What both dialects share: the time, the dice, the address, and the way out for webhooks. */
export type World = {
  now(): Date;
  /** Uniform in [0, 1). */
  random(): number;
  /** The server's own address, without a slash at the end. */
  url(): string;
  deliveries: Deliveries;
};

/** Seconds since 1970, as Stripe writes time. */
export function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}

/** `length` characters that nobody guesses twice in one run. */
export function randomText({ random }: Pick<World, "random">, length: number): string {
  const letters = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  return Array.from({ length }, () => letters[Math.floor(random() * letters.length)]).join("");
}
