"use client";

import { KeyValues, Time } from "@crossdock/ui";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ConfirmButton } from "../../../../components/confirm-button.tsx";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { PageHeader } from "../../../../components/page-header.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import { PostRow } from "./post-row.tsx";

export type Announcement = Outputs["announcements"]["get"];

export function AnnouncementDetail({ id, mayWrite }: { id: string; mayWrite: boolean }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(
    trpc.announcements.get.queryOptions({ id }, { refetchInterval: whileUnderWay }),
  );
  const waits = data.posts.some(({ status }) => status === "scheduled");
  return (
    <>
      <PageHeader title="Announcement" actions={mayWrite && waits && <CancelButton id={id} />} />
      <div className="grid gap-x-10 gap-y-8 px-4 py-5 sm:px-6 xl:grid-cols-[minmax(0,45rem)_20rem]">
        <div className="flex min-w-0 flex-col gap-8">
          <DetailSection title="Text">
            <p className="break-words whitespace-pre-wrap">{data.text}</p>
          </DetailSection>
          <DetailSection title="Networks">
            <ul className="border-t border-line-strong">
              {data.posts.map((post) => (
                <PostRow key={post.id} post={post} mayWrite={mayWrite} />
              ))}
            </ul>
          </DetailSection>
        </div>
        <KeyValues
          items={[
            ["When", <Time key="at" at={data.scheduledAt} full />],
            ["Link", data.link && <WebLink key="link" href={data.link} />],
            [
              "Product",
              data.productId && (
                <Link key="product" href={`/products/${data.productId}`} className="link">
                  Open
                </Link>
              ),
            ],
            ["Written", <Time key="created" at={data.createdAt} full />],
          ]}
        />
      </div>
    </>
  );
}

function WebLink({ href }: { href: string }) {
  return (
    <a href={href} className="link break-all">
      {href}
    </a>
  );
}

// A post takes a second or two: the page is looked at while it does.
function whileUnderWay({ state }: { state: { data?: Announcement | undefined } }) {
  const posts = state.data?.posts ?? [];
  const isDue = new Date(state.data?.scheduledAt ?? 0).getTime() <= Date.now();
  const busy = posts.some(({ status }) => status === "posting" || status === "scheduled");
  return busy && isDue && 2000;
}

function CancelButton({ id }: { id: string }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const cancel = useMutation(trpc.announcements.cancel.mutationOptions());
  return (
    <ConfirmButton
      danger
      verb="Cancel"
      title="Cancel this announcement?"
      consequence="What is not published yet stays unpublished. What is published already can be taken back on its network alone."
      run={() => cancel.mutateAsync({ id }).then(refresh)}
      done="The announcement is canceled"
    />
  );
}
