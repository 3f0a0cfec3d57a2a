import { AppError } from "@crossdock/core";

export type Capacity = {
  run<T>(work: () => Promise<T>): Promise<T>;
  state(): { running: number; waiting: number };
};

/**
 * At most `running` requests at once; `waiting` more may wait `waitMsMax` for their turn. Beyond
 * that a request is refused at once, which keeps those that run quick.
 */
export function createCapacity({ running = 64, waiting = 512, waitMsMax = 5000 } = {}): Capacity {
  let active = 0;
  const queue = new Set<() => void>();

  function turn(): Promise<void> {
    if (queue.size >= waiting) throw busy();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        queue.delete(go);
        reject(busy());
      }, waitMsMax);
      function go(): void {
        clearTimeout(timer);
        resolve();
      }
      queue.add(go);
    });
  }

  function release(): void {
    const [next] = queue;
    if (!next) {
      active--;
      return;
    }
    // The place goes on to the next: `active` stays as it is.
    queue.delete(next);
    next();
  }

  return {
    state: () => ({ running: active, waiting: queue.size }),
    async run(work) {
      if (active >= running) await turn();
      else active++;
      try {
        return await work();
      } finally {
        release();
      }
    },
  };
}

function busy(): AppError {
  return new AppError("unavailable", {
    detail: "The server is busy. Try again soon.",
    retryAfter: 1,
  });
}
