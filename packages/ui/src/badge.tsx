import { cva } from "class-variance-authority";

type Props = { tone?: "plain" | "accent" | "test"; children: React.ReactNode };

/** A short tag: a role, a scope, a mode. States are a `Status`. */
export function Badge({ tone, children }: Props) {
  return <span className={badgeClass({ tone })}>{children}</span>;
}

const badgeClass = cva(
  "inline-flex h-5 items-center whitespace-nowrap rounded-control border px-1.5 text-meta",
  {
    variants: {
      tone: {
        plain: "border-line bg-sunken text-ink-2",
        accent: "border-transparent bg-accent-soft text-ink",
        test: "border-transparent bg-test font-semibold text-on-test",
      },
    },
    defaultVariants: { tone: "plain" },
  },
);
