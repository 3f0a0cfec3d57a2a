/** What the terminal is told: one line a slow step, with its time. */
export type Say = {
  line(text: string): void;
  step<T>(name: string, work: (log: (detail: string) => void) => Promise<T>): Promise<T>;
};

export function createSay(
  write: (text: string) => void = (text) => process.stdout.write(text),
): Say {
  return {
    line: (text) => write(`${text}\n`),
    async step(name, work) {
      const start = performance.now();
      write(`• ${name} …\n`);
      const result = await work((detail) => write(`    ${detail}\n`));
      write(`✓ ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)\n`);
      return result;
    },
  };
}
