/** A token that must be refused, and why it may look good. */
export type Attack = { name: string; token: string };

export function attack(name: string, token: string): Attack {
  return { name, token };
}

export function brief(value: unknown): string {
  return (JSON.stringify(value) ?? "missing").slice(0, 40);
}
