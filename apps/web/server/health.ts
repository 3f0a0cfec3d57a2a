import type { Product } from "./product.ts";

export type Health = {
  /** 200 while the process can take requests; told from a probe that is at most a second old. */
  ready(): Promise<boolean>;
  /** From now on not ready, so that a load balancer looks elsewhere. */
  drain(): void;
};

export function createHealth({ db }: Pick<Product, "db">): Health {
  let draining = false;
  let probe: { at: number; result: Promise<boolean> } | undefined;

  function check(): Promise<boolean> {
    return db.query("ready", "SELECT 1", []).then(
      () => true,
      () => false,
    );
  }

  return {
    async ready() {
      const now = performance.now();
      if (!probe || now - probe.at > 1000) probe = { at: now, result: check() };
      return !draining && (await probe.result);
    },
    drain() {
      draining = true;
    },
  };
}
