/** Says whether a target was reached. */
export function verdict(what: string, found: number, target: number, unit = "ms"): boolean {
  const reached = found <= target;
  const said = reached ? "reached" : "MISSED";
  console.log(`${what}: ${found.toFixed(1)} ${unit}, target ${target}: ${said}`);
  return reached;
}
