import type { Health } from "./contract.ts";

/** How it is, by a question whose answer is the sentence to show; what it throws is the sentence else. */
export async function healthBy(ask: () => Promise<string>): Promise<Health> {
  try {
    return { ok: true, detail: await ask() };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : "It did not answer." };
  }
}
