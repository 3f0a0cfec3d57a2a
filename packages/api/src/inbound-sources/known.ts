import type { SourceSecret } from "@crossdock/connectors";
import type { Database, Live } from "@crossdock/db";
import { createShortMemory, inboundSecretPurpose, type Vault } from "@crossdock/identity";
import { SourceSettings, SourceSlug } from "./schema.ts";

/** What a delivery is checked by. */
export type InboundSourceKnown = {
  id: string;
  slug: string;
  settings: SourceSettings;
  enabled: boolean;
  perMinuteMax: number;
  secrets: readonly SourceSecret[];
};

export type InboundSources = {
  /**
   * The source of this address, with its secrets open; null where there is none. Right within a second
   * of a change, and at once where the live channel tells of it.
   */
  get(slug: string): Promise<InboundSourceKnown | null>;
  close(): void;
};

type Options = { db: Database; live: Pick<Live, "subscribe">; vault: Vault };

export function createInboundSources({ db, live, vault }: Options): InboundSources {
  const memory = createShortMemory({
    live,
    topics: ["inboundSources"],
    read: (slug) => readSource(db, vault, slug),
  });

  return {
    // What can be no address costs no question.
    get: async (slug) => (SourceSlug.safeParse(slug).success ? memory.get(slug) : null),
    close: memory.close,
  };
}

/** The source of this address as it is now, with its secrets open. */
export async function readSource(
  db: Pick<Database, "prisma">,
  vault: Vault,
  slug: string,
): Promise<InboundSourceKnown | null> {
  const row = await db.prisma.inboundSource.findUnique({
    where: { slug },
    include: { secrets: { orderBy: { id: "asc" } } },
  });
  if (!row) return null;
  const secrets = row.secrets.map(async ({ sealed, id, sourceId, validFrom, validUntil }) => ({
    secret: await vault.open(sealed, inboundSecretPurpose({ id, sourceId })),
    ...{ validFrom, validUntil },
  }));
  const { id, enabled, perMinuteMax } = row;
  const settings = SourceSettings.parse(row.settings);
  return { id, slug, settings, enabled, perMinuteMax, secrets: await Promise.all(secrets) };
}
