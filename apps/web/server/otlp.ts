import type { Env } from "@crossdock/config/env";
import type { Clock } from "@crossdock/core";
import type { Otlp } from "@crossdock/telemetry/otlp";

/** The way to a collector of OpenTelemetry; null where none is named: then none of it is loaded. */
export async function openOtlp(
  env: Env,
  clock: Clock,
  onError: (error: Error) => void,
): Promise<Otlp | null> {
  if (env.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return null;
  const { createOtlp } = await import("@crossdock/telemetry/otlp");
  return createOtlp({
    endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
    headers: env.OTEL_EXPORTER_OTLP_HEADERS,
    service: env.OTEL_SERVICE_NAME,
    ratio: env.OTEL_TRACES_SAMPLER_ARG,
    scheme: new URL(env.APP_URL).protocol.replace(":", ""),
    ...{ clock, onError },
  });
}
