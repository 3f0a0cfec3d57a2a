"use client";

import { Button, EmptyState, Skeleton } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import { PageHeader } from "../../../../components/page-header.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import { explain, problemOf } from "../../../../trpc/problem.ts";
import { GoneRequest } from "./gone-request.tsx";
import { RequestDetail } from "./request-detail.tsx";

type Props = { requestId: string; appUrl: string; mayReplay: boolean };

/** One request, with all that the log knows of it. */
export function RequestPage({ requestId, ...props }: Props) {
  const trpc = useTRPC();
  const query = useQuery(trpc.logs.get.queryOptions({ requestId }));
  if (query.isSuccess) return <RequestDetail requestId={requestId} log={query.data} {...props} />;
  if (query.isPending) {
    return (
      <div className="px-4 sm:px-6">
        <PageHeader title="Request" />
        <Skeleton lines={10} />
      </div>
    );
  }
  const status = problemOf(query.error)?.status;
  if (status === 404 || status === 422) {
    return <GoneRequest requestId={requestId} onRetry={() => void query.refetch()} />;
  }
  const { title, detail } = explain(query.error);
  return (
    <div className="px-4 sm:px-6">
      <EmptyState
        kind="failed"
        level={1}
        title={title}
        action={status !== 403 && <Button onClick={() => query.refetch()}>Try again</Button>}
      >
        <p>{detail}</p>
      </EmptyState>
    </div>
  );
}
