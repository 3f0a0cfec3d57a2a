/** The look of the built-in test provider's page, in light and dark. */
export const style = `
:root {
  color-scheme: light dark;
  --page: light-dark(oklch(0.985 0.004 95), oklch(0.19 0.012 200));
  --card: light-dark(#fff, oklch(0.235 0.014 200));
  --line: light-dark(oklch(0.895 0.008 95), oklch(0.32 0.014 200));
  --line-strong: light-dark(oklch(0.62 0.012 95), oklch(0.56 0.014 200));
  --ink: light-dark(oklch(0.245 0.018 200), oklch(0.945 0.008 95));
  --ink-2: light-dark(oklch(0.445 0.018 200), oklch(0.765 0.012 200));
  --accent: light-dark(oklch(0.46 0.076 195), oklch(0.8 0.105 190));
  --on-accent: light-dark(#fff, oklch(0.19 0.012 200));
  --bad: light-dark(oklch(0.5 0.19 27), oklch(0.745 0.145 25));
  --test: oklch(0.8 0.15 75);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
.hatch { height: 4px; background: repeating-linear-gradient(135deg, var(--test) 0 8px, transparent 8px 16px); }
main { margin: 0 auto; padding: 48px 16px; display: flex; flex-direction: column; gap: 20px; }
.narrow { max-width: 24rem; }
.wide { max-width: 60rem; }
.badge { margin: 0; width: fit-content; padding: 0 8px; border-radius: 6px; background: var(--test);
  color: oklch(0.25 0.05 75); font-size: 13px; font-weight: 600; }
h1 { margin: 0; font-size: 24px; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 12px 0 0; font-size: 17px; }
p { margin: 0; }
.muted { color: var(--ink-2); }
.notice { border: 1px solid var(--bad); border-radius: 8px; padding: 8px 12px; color: var(--bad); }
form { margin: 0; }
.buttons { display: flex; flex-direction: column; gap: 12px; }
.actions { display: flex; flex-wrap: wrap; gap: 12px; align-items: end; }
button { width: 100%; min-height: 44px; padding: 8px 16px; border: 1px solid var(--line-strong);
  border-radius: 8px; background: var(--card); color: var(--ink); font: inherit; font-weight: 500; cursor: pointer; }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button:hover { border-color: var(--ink); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.actions form { display: flex; gap: 8px; align-items: end; }
.actions button { width: auto; white-space: nowrap; }
label { display: flex; flex-direction: column; font-size: 13px; color: var(--ink-2); }
input { width: 8rem; min-height: 44px; padding: 8px; border: 1px solid var(--line-strong); border-radius: 8px;
  background: var(--card); color: var(--ink); font: inherit; }
a { color: var(--accent); }
.table { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
table { width: 100%; border-collapse: collapse; font-size: 15px; }
th, td { padding: 8px 12px; text-align: left; border-bottom: 1px solid var(--line); white-space: nowrap; }
tr:last-child td { border-bottom: 0; }
th { color: var(--ink-2); font-size: 13px; font-weight: 500; }
.sum { text-align: right; font-variant-numeric: tabular-nums; }
`;
