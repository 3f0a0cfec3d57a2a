"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { ChartFigure } from "../../../components/chart/chart-figure.tsx";
import { SharedChoice } from "../../../components/chart/choice.tsx";
import type { ChartModel } from "../../../components/chart/series.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { many } from "../../../words.ts";
import { countWords } from "./models.ts";

type Props = {
  time: { range?: string; from?: string; to?: string };
  asTable: boolean;
  onZoom(from: string, to: string): void;
  link(at: string, name: string): ReactNode;
};

/** Webhooks that came in, and what mappings sent, by how it ended. */
export function WebhookCharts({ time, ...shown }: Props) {
  const { data } = useQuery(useTRPC().metrics.webhooks.queryOptions(time));
  if (!data) return null;
  const buckets = {
    starts: data.points.map(({ at }) => at),
    seconds: data.bucketSeconds,
    until: data.until,
  };
  const { came, went } = modelsOf(data.points);
  return (
    <SharedChoice>
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
        <ChartFigure {...shown} model={came} buckets={buckets} aside={to("/inbound")} />
        <ChartFigure {...shown} model={went} buckets={buckets} aside={to("/mappings")} />
      </div>
    </SharedChoice>
  );
}

function to(href: string) {
  return (
    <Link href={href} className="link text-table">
      All
    </Link>
  );
}

type Points = Outputs["metrics"]["webhooks"]["points"];

function modelsOf(points: Points): { came: ChartModel; went: ChartModel } {
  const sum = (member: Exclude<keyof Points[number], "at">) =>
    points.reduce((total, point) => total + point[member], 0);
  const part = (
    name: string,
    look: "good" | "refused" | "failed",
    member: Exclude<keyof Points[number], "at">,
  ) => ({
    ...{ name, look, total: countWords(sum(member)) },
    values: points.map((point) => point[member]),
  });
  const common = { kind: "stack" as const, words: countWords };
  return {
    came: {
      ...common,
      title: "Webhooks in",
      summary: `${many(sum("accepted"), "webhook")} let in, ${sum("refused").toLocaleString("en")} refused; ${sum("failed").toLocaleString("en")} could not be worked off.`,
      series: [
        part("Let in", "good", "accepted"),
        part("Refused", "refused", "refused"),
        part("Not worked off", "failed", "failed"),
      ],
    },
    went: {
      ...common,
      title: "Webhooks and calls out",
      summary: `Mappings sent ${many(sum("sent"), "message")}; ${sum("unsent").toLocaleString("en")} failed for good.`,
      series: [part("Sent", "good", "sent"), part("Failed", "failed", "unsent")],
    },
  };
}
