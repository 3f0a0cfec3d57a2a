import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError, type Clock, parseJson } from "@crossdock/core";
import { z } from "zod";
import type { Log } from "./log.ts";
import { readBody } from "./read-body.ts";

const bytesMax = 8192;
const perMinuteMax = 20;

/** What browsers send to a policy's `report-uri` (CSP 3 §5.3). */
const Report = z.object({
  "csp-report": z.object({
    "document-uri": z.string(),
    "blocked-uri": z.string().default(""),
    "effective-directive": z.string().default(""),
    "source-file": z.string().default(""),
    "line-number": z.number().default(0),
  }),
});

/**
 * `POST /csp-reports`: a line in the log for each thing that a page's policy stopped, without the
 * queries of addresses. Anyone can send reports, so only so many a minute are written down.
 */
export function createCspReports(log: Log, clock: Clock) {
  let minute = 0;
  let count = 0;
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (req.method !== "POST") throw new AppError("method_not_allowed", { detail: "Use POST." });
    const report = Report.safeParse(parseJson((await readBody(req, bytesMax)).toString()));
    if (!report.success) throw new AppError("bad_request", { detail: "This is no CSP report." });
    const now = Math.floor(clock.now().getTime() / 60_000);
    if (now !== minute) [minute, count] = [now, 0];
    if (++count <= perMinuteMax)
      log.warn(factsOf(report.data), "a page's policy stopped something");
    res.writeHead(204).end();
  };
}

function factsOf({ "csp-report": report }: z.infer<typeof Report>) {
  return {
    directive: report["effective-directive"].slice(0, 50),
    page: withoutQuery(report["document-uri"]),
    blocked: withoutQuery(report["blocked-uri"]),
    source: `${withoutQuery(report["source-file"])}:${report["line-number"]}`,
  };
}

// A query may hold a secret: the token of a sign-in link.
function withoutQuery(address: string): string {
  return (address.split(/[?#]/, 1)[0] ?? "").slice(0, 200);
}
