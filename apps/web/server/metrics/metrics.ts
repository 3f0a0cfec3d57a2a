import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "@crossdock/core";
import type { Metrics } from "@crossdock/telemetry";

export type MetricsMountOptions = {
  metrics: Metrics;
  isOperator: (req: IncomingMessage) => boolean;
  /** Whether there is a token at all: else the path is nothing to strangers. */
  hasToken: boolean;
};

/** `GET /metrics`, for Prometheus. */
export function createMetricsMount({ metrics, isOperator, hasToken }: MetricsMountOptions) {
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (!isOperator(req)) {
      if (!hasToken) throw new AppError("not_found", { detail: "There is nothing here." });
      const detail = "Send the token of METRICS_TOKEN as `Authorization: Bearer <token>`.";
      throw new AppError("unauthenticated", { detail });
    }
    if (req.method !== "GET" && req.method !== "HEAD")
      throw new AppError("method_not_allowed", { detail: "Use GET." });
    const text = await metrics.text();
    res.writeHead(200, {
      "Content-Type": metrics.contentType,
      "Content-Length": Buffer.byteLength(text),
    });
    res.end(req.method === "HEAD" ? undefined : text);
  };
}
