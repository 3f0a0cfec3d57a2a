import { Button } from "@crossdock/ui";

type Props = {
  verb: string;
  /** The shortest reason that helps, such as "Once it is paid". */
  why: string;
};

/** A step that cannot be taken now, and why: in words, since a tooltip is for a mouse alone. */
export function Unavailable({ verb, why }: Props) {
  return (
    <span className="inline-flex items-center gap-2">
      <span className="text-meta text-ink-2">{why}</span>
      <Button size="sm" disabled title={why}>
        {verb}
      </Button>
    </span>
  );
}
