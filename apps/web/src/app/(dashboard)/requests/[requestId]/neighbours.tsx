"use client";

import { buttonClass } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight, Rows3 } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useQueryStates } from "nuqs";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useKeys } from "../../../../use-keys.ts";
import { logInput, requestFilters } from "../filters.ts";

/** The ways back to the list that one came from, and to the request before and after in it. */
export function Neighbours({ requestId }: { requestId: string }) {
  const router = useRouter();
  const search = useSearchParams().toString();
  const query = search && `?${search}`;
  const { newer, older } = useNeighbours(requestId);
  const to = (id: string) => `/requests/${id}${query}`;
  useKeys({
    "[": () => newer && router.push(to(newer)),
    "]": () => older && router.push(to(older)),
  });
  return (
    <nav aria-label="Requests of the list" className="flex items-center">
      <Link href={`/requests${query}`} className={buttonClass({ variant: "quiet", size: "sm" })}>
        <Rows3 aria-hidden /> List
      </Link>
      {newer && (
        <Link
          href={to(newer)}
          aria-label="Newer"
          title="Newer ( [ )"
          className={buttonClass({ variant: "quiet", size: "icon" })}
        >
          <ChevronLeft aria-hidden />
        </Link>
      )}
      {older && (
        <Link
          href={to(older)}
          aria-label="Older"
          title="Older ( ] )"
          className={buttonClass({ variant: "quiet", size: "icon" })}
        >
          <ChevronRight aria-hidden />
        </Link>
      )}
    </nav>
  );
}

/** Those beside it on the page of the list whose address came along. */
function useNeighbours(requestId: string): {
  newer?: string | undefined;
  older?: string | undefined;
} {
  const [{ view: _, ...filters }] = useQueryStates(requestFilters);
  const { data } = useQuery(useTRPC().logs.list.queryOptions(logInput(filters)));
  const ids = data?.data.map((entry) => entry.requestId) ?? [];
  const [first, last] = [ids.indexOf(requestId), ids.lastIndexOf(requestId)];
  if (first === -1) return {};
  // A batch has several entries under one id.
  return { newer: ids[first - 1], older: ids[last + 1] };
}
