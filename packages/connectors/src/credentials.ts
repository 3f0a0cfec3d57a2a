/** A secret that a connector cannot work without. It comes from its variable, else from the product's store. */
export type Credential = {
  connector: string;
  name: string;
  /** What the provider calls it. */
  label: string;
  variable: string;
  /** The one host that may be told. */
  host: string;
  /** True where the variable is set, which then counts. */
  fromVariable: boolean;
};

/** Reads a stored secret for use at this host; null where there is none. */
export type ReadSecret = (
  secret: Pick<Credential, "connector" | "name" | "host">,
) => Promise<string | null>;

/** The settings of `names` that come from nowhere else, out of the store. */
export async function storedSettings(
  credentials: readonly Credential[],
  read: ReadSecret,
): Promise<Record<string, string>> {
  const settings: Record<string, string> = {};
  for (const { connector, name, host, fromVariable } of credentials) {
    const secret = fromVariable ? null : await read({ connector, name, host });
    if (secret !== null) settings[name] = secret;
  }
  return settings;
}
