import { addressesRouter } from "./addresses/router.ts";
import { alertsRouter } from "./alerts/router.ts";
import { alertRulesRouter } from "./alerts/rules-router.ts";
import { announcementsRouter } from "./announcements/router.ts";
import { auditRouter } from "./audit/router.ts";
import { backgroundJobsRouter } from "./background-jobs/router.ts";
import { clientsRouter } from "./clients/router.ts";
import { connectionsRouter } from "./connections/router.ts";
import { connectorsRouter } from "./connectors/router.ts";
import { customersRouter } from "./customers/router.ts";
import { developersRouter } from "./developers/router.ts";
import { disputesRouter } from "./disputes/router.ts";
import { eventsRouter } from "./events/router.ts";
import { exportsRouter } from "./exports/router.ts";
import { filesRouter } from "./files/router.ts";
import { fulfillmentsRouter } from "./fulfillments/router.ts";
import { inboundSourcesRouter } from "./inbound-sources/router.ts";
import { inboxRouter } from "./inbox/router.ts";
import { inquiriesRouter } from "./inquiries/router.ts";
import { inventoryRouter } from "./inventory/router.ts";
import { issuersRouter } from "./issuers/router.ts";
import { keysRouter } from "./keys/router.ts";
import { liveRouter } from "./live/router.ts";
import { logsRouter } from "./logs/router.ts";
import { mappingsRouter } from "./mappings/router.ts";
import { meRouter } from "./me/router.ts";
import { metricsRouter } from "./metrics/router.ts";
import { noticesRouter } from "./notices/router.ts";
import { notificationsRouter } from "./notifications/router.ts";
import { mailTemplatesRouter } from "./notifications/templates/router.ts";
import { operationsRouter } from "./operations/router.ts";
import { ordersRouter } from "./orders/router.ts";
import { partnersRouter } from "./partners/router.ts";
import { pausesRouter } from "./pauses/router.ts";
import { paymentsRouter } from "./payments/router.ts";
import { router } from "./procedure/trpc.ts";
import { productsRouter } from "./products/router.ts";
import { refundsRouter } from "./refunds/router.ts";
import { settingsRouter } from "./settings/router.ts";
import { shopRouter } from "./shop/router.ts";
import { taxRatesRouter } from "./tax-rates/router.ts";
import { usageRouter } from "./usage/router.ts";
import { usersRouter } from "./users/router.ts";
import { viewsRouter } from "./views/router.ts";

/** Everything the product can do: a line a domain. */
export const appRouter = router({
  addresses: addressesRouter,
  alertRules: alertRulesRouter,
  alerts: alertsRouter,
  announcements: announcementsRouter,
  audit: auditRouter,
  clients: clientsRouter,
  connections: connectionsRouter,
  connectors: connectorsRouter,
  customers: customersRouter,
  developers: developersRouter,
  disputes: disputesRouter,
  events: eventsRouter,
  exports: exportsRouter,
  files: filesRouter,
  fulfillments: fulfillmentsRouter,
  inboundSources: inboundSourcesRouter,
  inbox: inboxRouter,
  inquiries: inquiriesRouter,
  inventory: inventoryRouter,
  issuers: issuersRouter,
  jobs: backgroundJobsRouter,
  keys: keysRouter,
  live: liveRouter,
  mailTemplates: mailTemplatesRouter,
  logs: logsRouter,
  mappings: mappingsRouter,
  me: meRouter,
  metrics: metricsRouter,
  notices: noticesRouter,
  notifications: notificationsRouter,
  operations: operationsRouter,
  orders: ordersRouter,
  partners: partnersRouter,
  pauses: pausesRouter,
  payments: paymentsRouter,
  products: productsRouter,
  refunds: refundsRouter,
  settings: settingsRouter,
  shop: shopRouter,
  taxRates: taxRatesRouter,
  usage: usageRouter,
  users: usersRouter,
  views: viewsRouter,
});

export type AppRouter = typeof appRouter;
