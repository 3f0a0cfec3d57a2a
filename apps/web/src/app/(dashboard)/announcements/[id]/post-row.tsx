"use client";

import { Button, Notice, Time, useToast } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { State } from "../../../../components/statuses.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import type { Announcement } from "./announcement-detail.tsx";

type Post = Announcement["posts"][number];
type Props = { post: Post; mayWrite: boolean };

export function PostRow({ post, mayWrite }: Props) {
  const { name, status, url, postedAt, text, lastError, attempts } = post;
  return (
    <li className="flex flex-col gap-2 border-b border-line py-2.5 text-table">
      <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="w-40 font-semibold">{name}</span>
        <span className="w-28">
          <State value={status} />
        </span>
        <span className="flex-1 text-ink-2">{postedAt && <Time at={postedAt} />}</span>
        {url && (
          <a href={url} className="link inline-flex items-center gap-1">
            Look at it <ExternalLink aria-hidden className="size-3.5" />
          </a>
        )}
        {mayWrite && status === "failed" && <RetryButton post={post} />}
      </span>
      {text !== null && <p className="break-words whitespace-pre-wrap text-ink-2">{text}</p>}
      {lastError && (
        <p className="text-ink-2">
          {attempts > 1 && `${attempts} tries. `}
          {lastError}
        </p>
      )}
      {status === "unknown" && <UnknownEnd post={post} mayWrite={mayWrite} />}
    </li>
  );
}

function RetryButton({ post: { id } }: { post: Post }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const retry = useMutation(trpc.announcements.retry.mutationOptions({ onSuccess: refresh }));
  return (
    <Button size="sm" pending={retry.isPending} onClick={() => retry.mutate({ id })}>
      Try again
    </Button>
  );
}

function UnknownEnd({ post: { id, name }, mayWrite }: Props) {
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useRefresh();
  const settle = useMutation(
    trpc.announcements.settle.mutationOptions({
      onSuccess: async () => {
        await refresh();
        toast.ok("Noted");
      },
    }),
  );
  const say = (outcome: "posted" | "missing") => () => settle.mutate({ id, outcome });
  return (
    <Notice tone="warn">
      <p>
        The connection was cut while it was published, and {name} cannot be asked. It was not tried
        again, so that it is not there twice. Look at your account there.
      </p>
      {mayWrite && (
        <p className="flex flex-wrap gap-2 pt-2">
          <Button size="sm" pending={settle.isPending} onClick={say("posted")}>
            It is there
          </Button>
          <Button size="sm" pending={settle.isPending} onClick={say("missing")}>
            It is not there: publish it
          </Button>
        </p>
      )}
    </Notice>
  );
}
