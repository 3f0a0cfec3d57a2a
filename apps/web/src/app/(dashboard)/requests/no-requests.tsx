import { Button, CodeBlock, EmptyState } from "@crossdock/ui";
import { rangeWords } from "../../../components/time-range/ranges.ts";
import { listProducts, settings } from "../../../snippets.ts";

type Props = { appUrl: string; range: string | null; onWiden: (() => void) | undefined };

/** Before there is a request, or where there was none for a while: a call that makes one. */
export function NoRequests({ appUrl, range, onWiden }: Props) {
  const when = range === null ? "in this time" : `in the ${rangeWords(range).toLowerCase()}`;
  return (
    <EmptyState
      kind="nothing-yet"
      title={`No requests ${when}`}
      action={onWiden && <Button onClick={onWiden}>Widen to 7 days</Button>}
    >
      <p>
        Each call is here within a second or two, whatever came of it. Put a key into this and run
        it:
      </p>
      <CodeBlock label="A call" code={`${settings(appUrl)}\n${listProducts}`} />
    </EmptyState>
  );
}

type NoMatchProps = { onClear(): void; onWiden: (() => void) | undefined };

/** Where the filters leave nothing. */
export function NoMatch({ onClear, onWiden }: NoMatchProps) {
  return (
    <EmptyState
      kind="no-match"
      title="Nothing matches these filters"
      action={
        <div className="flex flex-wrap gap-2">
          <Button onClick={onClear}>Clear the filters</Button>
          {onWiden && <Button onClick={onWiden}>Widen to 7 days</Button>}
        </div>
      }
    />
  );
}
