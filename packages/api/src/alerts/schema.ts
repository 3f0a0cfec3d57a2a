import { idPattern, Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";
import { alertKinds, scopeOf, severities, units } from "./kinds.ts";

export { alertKinds, scopeOf as alertScopeOf, severities as alertSeverities, units as alertUnits };

export const AlertRuleId = z.string().regex(idPattern("alr"));
export const AlertId = z.string().regex(idPattern("alt"));
export const AlertKind = z.enum(alertKinds);
export const AlertSeverity = z.enum(severities);

/** How many rules there can be: all are judged each minute. */
export const alertRulesMax = 200;

const Name = z.string().trim().min(1, "Give it a name").max(100);
const Note = z.string().trim().max(2000);
const Operation = z
  .string()
  .regex(/^[a-zA-Z]+(\.[a-zA-Z]+)+$/, "Name an operation")
  .max(100);
const PrincipalId = z
  .string()
  .regex(/^(\*|[a-z]{3}_[0-9a-z]{26})$/, "Name a key or a client, or * for each by itself")
  .describe("A key or an OAuth client; * watches each by itself; null all together");
const Percentile = z.union([z.literal(50), z.literal(95), z.literal(99)]);

const settings = {
  name: Name,
  kind: AlertKind,
  operation: Operation.nullable(),
  principalId: PrincipalId.nullable(),
  threshold: z.number().min(0).max(1_000_000_000).describe("In the unit of the kind"),
  percentile: Percentile.nullable().describe("Of latencies"),
  windowMinutes: z.int().min(1).max(1440),
  forMinutes: z.int().min(0).max(1440).describe("How long it must be so before it fires"),
  severity: AlertSeverity,
  mail: z.boolean(),
  slack: z.boolean(),
  http: z.boolean(),
  runbookUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable(),
  note: Note.nullable().describe("What to do, for who is woken by it"),
  enabled: z.boolean(),
};

export const AlertRule = z.object({
  id: AlertRuleId,
  preset: z.string().max(40).nullable().describe("Which of the rules that come with the product"),
  ...settings,
  principalName: z.string().max(200).nullable(),
  mutedUntil: Timestamp.nullable(),
  state: z.enum(["calm", "pending", "firing"]),
  lastFiredAt: Timestamp.nullable(),
  version: z.int(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});

export const AlertRuleList = z.object({ data: z.array(AlertRule).max(alertRulesMax) });
export const GetAlertRule = z.strictObject({ id: AlertRuleId });

/** A rule as it is made: what is left out is as most rules are. */
export const CreateAlertRule = z
  .strictObject({
    ...settings,
    operation: settings.operation.default(null),
    principalId: settings.principalId.default(null),
    percentile: settings.percentile.default(null),
    windowMinutes: settings.windowMinutes.default(5),
    forMinutes: settings.forMinutes.default(1),
    severity: settings.severity.default("warning"),
    mail: z.boolean().default(true),
    slack: z.boolean().default(true),
    http: z.boolean().default(true),
    runbookUrl: settings.runbookUrl.default(null),
    note: settings.note.default(null),
    enabled: z.boolean().default(true),
  })
  .superRefine(refuseMismatch);

export const UpdateAlertRule = z.strictObject({
  id: AlertRuleId,
  ...z.strictObject(settings).omit({ kind: true }).partial().shape,
  mutedUntil: Timestamp.nullable().optional(),
});

export const TestedAlertRule = z.object({
  channels: z
    .array(z.enum(["mail", "slack", "http"]))
    .max(3)
    .describe("Where the test went"),
});

export const BackTest = z.object({
  supported: z.boolean().describe("False where nothing is kept of the past to try it on"),
  firings: z
    .array(
      z.object({
        subject: z.string().max(200),
        firedAt: Timestamp,
        resolvedAt: Timestamp.nullable(),
      }),
    )
    .max(200),
});

export const Alert = z.object({
  id: AlertId,
  ruleId: AlertRuleId,
  ruleName: z.string().max(100),
  kind: AlertKind,
  severity: AlertSeverity,
  subject: z.string().max(200).describe("What it is about where a rule watches several"),
  subjectName: z.string().max(200),
  state: z.enum(["pending", "firing", "resolved"]),
  value: z.number(),
  detail: z.string().max(500),
  note: Note.nullable(),
  acknowledgedBy: z.string().max(200).nullable(),
  acknowledgedAt: Timestamp.nullable(),
  mutedUntil: Timestamp.nullable().describe("Its rule's"),
  runbookUrl: z.string().max(500).nullable(),
  ruleNote: Note.nullable(),
  href: z.string().max(1000).describe("The dashboard's page about what happened, as a path"),
  pendingAt: Timestamp,
  firedAt: Timestamp.nullable(),
  resolvedAt: Timestamp.nullable(),
});

export const AlertPage = Page(Alert);
export const ListAlerts = z.strictObject({
  ...pageQuery,
  state: z.enum(["open", "firing", "pending", "resolved"]).optional(),
  ruleId: AlertRuleId.optional(),
});
export const GetAlert = z.strictObject({ id: AlertId });
export const AcknowledgeAlert = z.strictObject({ id: AlertId });
export const NoteAlert = z.strictObject({ id: AlertId, note: Note.nullable() });
export const MuteAlert = z
  .strictObject({ id: AlertId, until: Timestamp.nullable() })
  .describe("Mutes the rule of it; null lets it speak again");

type Settings = z.infer<z.ZodObject<typeof settings>>;
type Checked = Pick<Settings, "kind" | "operation" | "principalId" | "threshold"> & {
  percentile: number | null;
};

/** Says what a rule of its kind cannot be told. */
export function mismatchOf(rule: Checked): { path: keyof Checked; message: string } | null {
  const { kind, operation, principalId, percentile, threshold } = rule;
  const { ofRequests, each } = scopeOf(kind);
  if (operation !== null && !ofRequests)
    return { path: "operation", message: "This kind is about no single operation: leave it out." };
  if (principalId !== null && !ofRequests)
    return { path: "principalId", message: "This kind is about no single client: leave it out." };
  if (principalId === "*" && !each)
    return { path: "principalId", message: "This kind watches one client, or all together." };
  if (kind === "volume_unusual" && principalId !== null)
    return { path: "principalId", message: "What is usual is known of all clients together." };
  if ((kind === "latency") !== (percentile !== null))
    return { path: "percentile", message: "A percentile belongs to latencies, and to them alone." };
  if (units[kind] === "%" && threshold > 100)
    return { path: "threshold", message: "A share is at most 100 %." };
  return null;
}

function refuseMismatch(rule: Checked, ctx: z.RefinementCtx): void {
  const found = mismatchOf(rule);
  if (found) ctx.addIssue({ code: "custom", path: [found.path], message: found.message });
}
