import { cva } from "class-variance-authority";

/** The look of a button, for whatever else must look like one (a link that leads to a form). */
export const buttonClass = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-control border text-table font-semibold select-none transition-colors data-disabled:border-line data-disabled:bg-sunken data-disabled:text-ink-3 data-disabled:cursor-not-allowed [&_svg]:size-4",
  {
    variants: {
      variant: {
        primary: "border-accent bg-accent text-on-accent hover:bg-accent-strong",
        secondary: "border-line-strong bg-panel text-ink hover:bg-sunken",
        quiet: "border-transparent text-ink-2 hover:bg-sunken hover:text-ink",
        danger: "border-bad bg-panel text-bad hover:bg-sunken",
      },
      size: { sm: "h-7 px-2", md: "h-9 px-3.5", icon: "size-7" },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);
