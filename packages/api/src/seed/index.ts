import { newId, type Principal, systemPrincipal, unlimited } from "@crossdock/core";
import { grantableScopes } from "../access.ts";
import type { Services } from "../procedure/context.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";
import { removeSeeded } from "../shop/remove-seeded.ts";
import { type CallAt, callersOf } from "./callers.ts";
import { type PlannedProduct, planCatalogue } from "./catalogue.ts";
import { historyDays, planOrders } from "./history.ts";
import { inParallel } from "./in-parallel.ts";
import { makeInquiries } from "./inquiries.ts";
import { makeOrders } from "./orders.ts";
import { dayMs } from "./outcomes.ts";
import { planPeople } from "./people.ts";

/**
 * Fills the shop with the demo "Harbour & Pine": 120 products, 60 customers, two partners and half
 * a year of 400 orders up to `services.clock.now()`, all of it by procedures. The same in every
 * run but for the times and ids. The shop's currency must be EUR. What an earlier run made is
 * removed first, so a run that was interrupted is begun anew.
 * @param options.log gets a line of progress now and then
 */
export async function seedDemo(
  services: Services,
  { log }: { log: (line: string) => void },
): Promise<void> {
  const now = services.clock.now();
  const opening = new Date(now.getTime() - historyDays * dayMs);
  const callAt = callersOf(services);
  await removeEarlier(services);
  const partners = await makePartners(callAt, opening);
  const catalogue = planCatalogue();
  await makeProducts(callAt, catalogue, opening, now);
  log(`products ${catalogue.length}/${catalogue.length}`);
  const orders = planOrders(now, catalogue, planPeople(), partnerNames);
  await makeOrders(callAt, orders, partners, log);
  await makeInquiries(callAt, now);
  log("inquiries");
}

async function removeEarlier(services: Services): Promise<void> {
  const made = await services.db.prisma.auditEntry.findFirst({ where: { transport: "seed" } });
  if (!made) return;
  const requestId = newId("req", services.clock.now());
  const principal = systemPrincipal("seed");
  await unitOfWork(
    { services, principal, transport: "seed", requestId },
    "shop.removeDemo",
    removeSeeded,
  );
}

const partnerNames = ["Nordlicht Market", "Casa Verde"] as const;

/** A marketplace may do all that can be granted; a reseller orders for its customers. */
const granted: Record<(typeof partnerNames)[number], readonly string[]> = {
  "Nordlicht Market": grantableScopes,
  "Casa Verde": [
    ...["products:read", "inventory:read", "orders:read", "orders:write", "payments:read"],
    ...["customers:read", "customers:write", "events:read"],
  ],
};

async function makePartners(callAt: CallAt, opening: Date): Promise<Map<string, Principal>> {
  const { data: existing } = await callAt(opening).partners.list({ limit: 100 });
  const principals = new Map<string, Principal>();
  for (const name of partnerNames) {
    const contactEmail = `orders@${name.toLowerCase().replace(" ", "-")}.example`;
    // A partner whose keys somebody has made stays when the demo goes, and is used again.
    const partner =
      existing.find((partner) => partner.name === name) ??
      (await callAt(opening).partners.create({ name, contactEmail, scopes: [...granted[name]] }));
    principals.set(name, {
      kind: "apiKey",
      id: `seed:${partner.id}`,
      originId: `seed:${partner.id}`,
      name,
      partnerId: partner.id,
      permissions: new Set(grantableScopes),
      limits: unlimited,
      apiVersion: null,
      expiresAt: null,
    });
  }
  return principals;
}

async function makeProducts(
  callAt: CallAt,
  catalogue: PlannedProduct[],
  opening: Date,
  now: Date,
): Promise<void> {
  const entries = catalogue.map((product, index) => ({ ...product, index }));
  await inParallel(entries, 8, async ({ create, prices, archived, index }) => {
    // Drafts are this week's work; everything else was there when the shop opened.
    const start = create.status === "draft" ? new Date(now.getTime() - 5 * dayMs) : opening;
    const at = (minutes: number) => new Date(start.getTime() + (index * 5 + minutes) * 60_000);
    const { id } = await callAt(at(1)).products.create(create);
    await callAt(at(2)).products.update({ id, variants: prices });
    if (archived) await callAt(new Date(now.getTime() - 30 * dayMs)).products.archive({ id });
  });
}
