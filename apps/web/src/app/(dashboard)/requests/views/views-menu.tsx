"use client";

import { Button, Menu, MenuItem, MenuSeparator } from "@crossdock/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Bookmark, Check, Users } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { ConfirmDialog } from "../../../../components/confirm-button.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import { useShowFailure } from "../../../../trpc/use-show-failure.ts";
import { cleared, filterQuery, requestFilters } from "../filters.ts";
import { EditView, NewView, type SavedView } from "./view-dialog.tsx";
import { isSameQuery, valuesOf } from "./view-query.ts";

type Props = { mayShare: boolean };

type Open = "save" | "edit" | "remove" | null;

/** The filters under a name: one's own and the team's; a change to the chosen one is marked. */
export function ViewsMenu({ mayShare }: Props) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [{ view, cursor: _, ...values }, setFilters] = useQueryStates(requestFilters);
  const [open, setOpen] = useState<Open>(null);
  const { data } = useQuery(trpc.views.list.queryOptions({ list: "requests" }));
  const update = useMutation(
    trpc.views.update.mutationOptions({ onSuccess: refresh, onError: useShowFailure() }),
  );
  const remove = useMutation(trpc.views.remove.mutationOptions());
  const views = data?.data ?? [];
  const chosen = views.find(({ id }) => id === view);
  const query = filterQuery(values).slice(1);
  const isChanged = chosen !== undefined && !isSameQuery(chosen.query, query);
  const mayChange = chosen?.mayChange === true;
  const choose = (next: SavedView | null) =>
    void setFilters(
      { ...valuesOf(next?.query ?? ""), view: next?.id ?? null, cursor: null },
      { history: "push" },
    );
  return (
    <>
      <Menu
        trigger={
          <Button size="sm">
            <Bookmark aria-hidden />
            {chosen ? `${chosen.name}${isChanged ? ", changed" : ""}` : "Views"}
          </Button>
        }
      >
        <MenuItem onSelect={() => choose(null)}>
          <Mark on={!chosen} /> All requests
        </MenuItem>
        {views.map((one) => (
          <MenuItem key={one.id} onSelect={() => choose(one)}>
            <Mark on={one.id === chosen?.id} />
            <span className="flex-1">{one.name}</span>
            {one.shared && <Users aria-label="Shared with the team" className="text-ink-3" />}
          </MenuItem>
        ))}
        <MenuSeparator />
        {mayChange && isChanged && (
          <MenuItem
            onSelect={() => update.mutate({ id: chosen.id, version: chosen.version, query })}
          >
            Save the change to {chosen.name}
          </MenuItem>
        )}
        <MenuItem onSelect={() => setOpen("save")}>Save as a view…</MenuItem>
        {mayChange && <MenuItem onSelect={() => setOpen("edit")}>Rename or share…</MenuItem>}
        {mayChange && (
          <MenuItem danger onSelect={() => setOpen("remove")}>
            Remove {chosen.name}…
          </MenuItem>
        )}
      </Menu>
      {open === "save" && (
        <NewView
          query={query}
          mayShare={mayShare}
          onSaved={({ id }) => void setFilters({ view: id })}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "edit" && chosen && (
        <EditView view={chosen} mayShare={mayShare} onClose={() => setOpen(null)} />
      )}
      {chosen && (
        <ConfirmDialog
          open={open === "remove"}
          onClose={() => setOpen(null)}
          verb="Remove"
          danger
          title={`Remove the view ${chosen.name}?`}
          consequence={
            chosen.shared
              ? "It is gone for the whole team; no request is."
              : "No request is removed."
          }
          run={async () => {
            await remove.mutateAsync({ id: chosen.id });
            await setFilters({ ...cleared, view: null });
            await refresh();
          }}
          done="The view is removed"
        />
      )}
    </>
  );
}

function Mark({ on }: { on: boolean }) {
  return on ? <Check aria-label="Chosen" className="text-accent" /> : <span className="w-4" />;
}
