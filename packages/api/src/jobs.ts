import { systemPrincipal } from "@crossdock/core";
import { mailCodes } from "./accounts/mail-code.ts";
import { judgeAlerts, tidyAlerts } from "./alerts/jobs.ts";
import { publishPosts } from "./announcements/jobs.ts";
import { chainAudit } from "./audit/chain-audit.ts";
import { tidyOauth } from "./clients/jobs.ts";
import { checkConnectors, tellOfWarnings, tidyConnectorLogs } from "./connectors/jobs.ts";
import { reconcileBlocked } from "./disputes/jobs.ts";
import { runExports } from "./exports/run.ts";
import { sweepFiles } from "./files/jobs.ts";
import { fulfillmentReactions } from "./fulfillments/reactions.ts";
import { processInbox } from "./inbox/jobs.ts";
import { tidyInbox } from "./inbox/tidy.ts";
import { inquiryReactions } from "./inquiries/reactions.ts";
import { inventoryReactions } from "./inventory/reactions.ts";
import { tidyLogs } from "./logs/tidy.ts";
import { runMappings, tidyMappingRuns } from "./mappings/jobs.ts";
import { deliverNotices } from "./notices/deliver.ts";
import { deliverMails } from "./notifications/jobs.ts";
import { tidyIdempotencyKeys } from "./operations/tidy.ts";
import { expireOrders } from "./orders/jobs.ts";
import { orderReactions } from "./orders/reactions.ts";
import { reconcilePayments, resumePayments, startPayments } from "./payments/jobs.ts";
import { finishPaymentRequests } from "./payments/perform-request.ts";
import { syncPayments } from "./payments/sync.ts";
import type { Context } from "./procedure/context.ts";
import type { Job } from "./procedure/jobs.ts";
import { type Reaction, react } from "./procedure/reactions.ts";
import { reconcileAll, reconcileGithub, reconcileOne } from "./reconcile/jobs.ts";
import { finishRefunds } from "./refunds/finish.ts";
import { mailLoginLinks } from "./users/login-link.ts";

/** What follows an event: a line a domain. */
const reactions: Reaction[] = [
  ...fulfillmentReactions,
  ...inquiryReactions,
  ...inventoryReactions,
  ...orderReactions,
];

/** The types of event that something follows. */
export const reactsTo: ReadonlySet<string> = new Set(reactions.map(({ on }) => on));

const reactToEvents: Job = {
  name: "react",
  run: (context: Context, { eventId = "" }) =>
    react({ ...context, principal: systemPrincipal("reactions") }, reactions, eventId),
};

/** All background work, for the worker to take up. */
export const jobs: Job[] = [
  reactToEvents,
  processInbox,
  tidyInbox,
  tidyLogs,
  tidyIdempotencyKeys,
  deliverMails,
  sweepFiles,
  runExports,
  deliverNotices,
  startPayments,
  syncPayments,
  resumePayments,
  reconcilePayments,
  reconcileBlocked,
  finishPaymentRequests,
  finishRefunds,
  expireOrders,
  mailCodes,
  mailLoginLinks,
  publishPosts,
  judgeAlerts,
  tidyAlerts,
  chainAudit,
  tidyOauth,
  runMappings,
  tidyMappingRuns,
  checkConnectors,
  tellOfWarnings,
  tidyConnectorLogs,
  reconcileAll,
  reconcileOne,
  reconcileGithub,
];
