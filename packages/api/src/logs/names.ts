import type { QueryContext } from "../procedure/context.ts";

type Named = { principalId: string | null };
type Places = Pick<QueryContext, "db"> & { services: Pick<QueryContext["services"], "connectors"> };

/** What the principals of some rows are called, by their ids. Customers are not named: it is a log. */
export async function namesOf(
  { db, services }: Places,
  rows: readonly Named[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(rows.flatMap(({ principalId }) => principalId ?? []))];
  const of = (prefix: string) => ids.filter((id) => id.startsWith(`${prefix}_`));
  const found = await Promise.all([
    named(of("key"), (query) => db.apiKey.findMany(query)),
    named(of("cli"), (query) => db.oauthClient.findMany(query)),
    named(of("usr"), (query) => db.user.findMany(query)),
    named(of("map"), (query) => db.mapping.findMany(query)),
    issuers(db, of("iss")),
    sources(
      db,
      ids.filter((id) => !/^[a-z]{3}_/.test(id)),
    ),
  ]);
  const connectors = services.connectors.definitions.map(({ id, name }) => ({ id, name }));
  return new Map([...connectors, ...found.flat()].map(({ id, name }) => [id, name]));
}

type Name = { id: string; name: string };
type NameQuery = { where: { id: { in: string[] } }; select: { id: true; name: true } };

async function named(ids: string[], find: (query: NameQuery) => Promise<Name[]>): Promise<Name[]> {
  if (ids.length === 0) return [];
  return find({ where: { id: { in: ids } }, select: { id: true, name: true } });
}

/** Whom an issuer names is the issuer's id, a colon and the subject. */
async function issuers(db: QueryContext["db"], ids: string[]): Promise<Name[]> {
  const issuerOf = (id: string) => id.slice(0, id.indexOf(":"));
  const found = await named([...new Set(ids.map(issuerOf))], (query) =>
    db.trustedIssuer.findMany(query),
  );
  const nameOf = new Map(found.map(({ id, name }) => [id, name]));
  return ids.flatMap((id) => {
    const name = nameOf.get(issuerOf(id));
    return name === undefined ? [] : [{ id, name: `${id.slice(id.indexOf(":") + 1)} (${name})` }];
  });
}

async function sources(db: QueryContext["db"], slugs: string[]): Promise<Name[]> {
  if (slugs.length === 0) return [];
  const select = { slug: true, name: true };
  const rows = await db.inboundSource.findMany({ where: { slug: { in: slugs } }, select });
  return rows.map(({ slug, name }) => ({ id: slug, name }));
}
