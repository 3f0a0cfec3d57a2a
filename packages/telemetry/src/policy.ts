/** How much of an address is kept: its network alone, all of it, nothing. */
export type IpPolicy = "truncated" | "full" | "none";

/** An IP address as the policy lets it be kept: cut to its /24 or /48, which a single household rarely fills. */
export function keptAddress(address: string, policy: IpPolicy): string | null {
  if (policy === "none") return null;
  if (policy === "full") return address;
  if (!address.includes(":")) {
    const end = address.lastIndexOf(".");
    return end === -1 ? null : `${address.slice(0, end)}.0`;
  }
  const [head = "", tail] = address.split("%", 1)[0]?.split("::", 2) ?? [];
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const gap = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(gap).fill("0"), ...after];
  const network = groups.slice(0, 3).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(":")}::`.replace(/(:0)+::$/, "::").replace(/^0::$/, "::");
}

/** A user agent of 200 characters at the most; addresses of people in it are left out. */
export function keptAgent(agent: string | undefined): string | null {
  if (agent === undefined) return null;
  const short = agent.slice(0, 200);
  return short.includes("@") ? short.replace(/[^\s<>"'(),;]+@[^\s<>"'(),;]+/g, "‹address›") : short;
}

/**
 * A path that leads to no known operation: ids of ours, versions and plain words stay, so that a typing
 * error and a scanner can be told. Whatever else might be of a person or a secret.
 */
export function keptPath(path: string): string {
  if (path.length <= 500 && plainPath.test(path)) return path;
  const segments = path.slice(0, 2000).split("/", 30);
  return segments.map((segment) => (plain.test(segment) ? segment : masked(segment))).join("/");
}

/** What stands for a text that may be anybody's: its length in characters. */
export function masked(text: string): string {
  return `‹text, ${text.length} characters›`;
}

const plainSegment =
  /|v\d{1,3}|[a-z]{2,8}_[0-7][0-9a-hjkmnp-tv-z]{25}|[._]?[a-z]{1,24}([-_][a-z]{1,24}){0,3}(\.[a-z]{2,6}[0-9]?)?/
    .source;
const plain = new RegExp(`^(${plainSegment})$`);
// Most are: then there is nothing to take apart.
const plainPath = new RegExp(`^(/(${plainSegment})){1,29}$`);
