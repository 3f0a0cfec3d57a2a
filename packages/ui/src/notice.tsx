import type { ReactNode } from "react";
import type { Tone } from "./status.tsx";
import { Glyph } from "./status.tsx";

type Props = { tone: Extract<Tone, "info" | "warn" | "bad" | "ok">; children: ReactNode };

/** A sentence that stays on the page, with its shape beside it. */
export function Notice({ tone, children }: Props) {
  return (
    <div
      role={tone === "bad" ? "alert" : undefined}
      className="flex items-start gap-2 rounded-panel border border-line bg-panel px-3 py-2 text-table"
    >
      <span className={`pt-1 ${colours[tone]}`}>
        <Glyph tone={tone} />
      </span>
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}

const colours = { info: "text-info", warn: "text-warn", bad: "text-bad", ok: "text-ok" };
