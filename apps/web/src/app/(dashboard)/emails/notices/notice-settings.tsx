"use client";

import { Button, Checkbox, Status, useToast } from "@crossdock/ui";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import { useShowFailure } from "../../../../trpc/use-show-failure.ts";

type Settings = Outputs["notices"]["settings"];
type Route = Settings["routes"][number];
type Channel = Settings["channels"][number];

const kinds: Record<Route["kind"], string> = {
  attention: "Something waits for a person",
  money: "Money: disputes, refunds, what was paid twice",
  stock: "A product is sold out",
  connector: "A third party does not answer as it should",
  alert: "An alert fires, or is over",
};

/** What the team is told where: by mail to owners and admins, in the chat, at an address. */
export function NoticeSettings({ mayWrite }: { mayWrite: boolean }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.notices.settings.queryOptions({}));
  const columns = [{ id: "mail" as const, name: "Mail", ready: true }, ...data.channels];
  return (
    <div className="flex max-w-200 flex-col gap-6 px-4 py-5 sm:px-6">
      <p className="max-w-prose text-body text-ink-2">
        Mail goes to every active owner and admin. A channel is used once it is set up on the page{" "}
        <Link href="/connectors" className="underline">
          Connectors
        </Link>
        .
      </p>
      <table className="w-full text-table">
        <caption className="sr-only">Where the team is told of what</caption>
        <thead>
          <tr className="border-b border-line-strong text-meta text-ink-2">
            <th scope="col" className="h-8 text-left font-semibold">
              What
            </th>
            {columns.map(({ id, name }) => (
              <th key={id} scope="col" className="w-16 font-semibold">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.routes.map((route) => (
            <tr key={route.kind} className="border-b border-line">
              <th scope="row" className="py-2 pr-3 text-left font-normal">
                {kinds[route.kind]}
              </th>
              {columns.map(({ id, name }) => (
                <td key={id} className="text-center">
                  <Tick route={route} channel={id} name={name} disabled={!mayWrite} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="flex flex-col">
        {data.channels.map((channel) => (
          <ChannelRow key={channel.id} channel={channel} mayWrite={mayWrite} />
        ))}
      </ul>
    </div>
  );
}

type TickProps = { route: Route; channel: "mail" | Channel["id"]; name: string; disabled: boolean };

function Tick({ route, channel, name, disabled }: TickProps) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const set = useMutation(trpc.notices.set.mutationOptions({ onSuccess: refresh }));
  return (
    <Checkbox
      label={<span className="sr-only">{`${kinds[route.kind]}: ${name}`}</span>}
      checked={set.isPending ? !route[channel] : route[channel]}
      disabled={disabled || set.isPending}
      onChange={(checked) => set.mutate({ ...route, [channel]: checked })}
    />
  );
}

function ChannelRow({ channel, mayWrite }: { channel: Channel; mayWrite: boolean }) {
  const trpc = useTRPC();
  const toast = useToast();
  const test = useMutation(
    trpc.notices.test.mutationOptions({
      onSuccess: () => toast.ok(`A test is on its way to ${channel.name}`),
      onError: useShowFailure(),
    }),
  );
  return (
    <li className="flex min-h-10 items-center gap-3 border-t border-line text-table">
      <span className="w-20">{channel.name}</span>
      <span className="flex-1">
        {channel.ready ? <Status tone="ok">Ready</Status> : <Status tone="off">Not set up</Status>}
      </span>
      {mayWrite && channel.ready && (
        <Button
          size="sm"
          pending={test.isPending}
          onClick={() => test.mutate({ channel: channel.id })}
        >
          {`Test ${channel.name}`}
        </Button>
      )}
    </li>
  );
}
