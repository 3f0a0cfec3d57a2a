import type { Desk, PayAction, PayView } from "./desk.ts";
import { textOf } from "./desk.ts";
import { type Html, html, nothing, page } from "./html.ts";

/** The page on which the buyer pays, or not. */
export function payPage({ provider }: Desk, id: string, view: PayView): string {
  const title = `Pay ${textOf(view.sum)}`;
  const back = view.cancelUrl
    ? html`<a href="${view.cancelUrl}">Back to the shop without paying</a>`
    : nothing;
  const body = html`<div>
<p class="muted">${view.title}</p>
<h1>${title}</h1>
</div>
${view.notice === null ? nothing : html`<p class="notice" role="alert">${view.notice}</p>`}
${content(id, view)}
${view.state === "gone" ? nothing : back}
<p class="muted">This stands in for ${provider}.</p>`;
  return page(`${title} at ${provider}`, body);
}

function content(id: string, { state }: PayView): Html {
  if (state === "gone") return html`<p>Nothing can be paid here any more.</p>`;
  if (state === "authenticating") {
    return html`<p>Your bank wants to know that it is you.</p>
<div class="buttons">
${button(id, "prove", "It is me", true)}
${button(id, "fail", "It is not me")}
</div>`;
  }
  return html`<div class="buttons">
${button(id, "pay", "Pay", true)}
${button(id, "authenticate", "Pay with 3-D Secure")}
${button(id, "hold", "Pay with money that takes days")}
${button(id, "decline", "Pay with a card that is declined")}
</div>`;
}

function button(id: string, action: PayAction, label: string, primary = false): Html {
  return html`<form method="post" action="/pay/${encodeURIComponent(id)}/${action}">
<button class="${primary ? "primary" : ""}">${label}</button>
</form>`;
}

export const payActions: readonly PayAction[] = [
  ...(["pay", "authenticate", "prove", "fail", "hold", "decline"] as const),
];
