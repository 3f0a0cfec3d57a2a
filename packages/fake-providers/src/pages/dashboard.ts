import { type Desk, type Detail, decimalOf, type Row, textOf } from "./desk.ts";
import { type Html, html, nothing, page } from "./html.ts";

/** The merchant's payments at each provider. */
export function listPage(desks: readonly Desk[]): string {
  const body = html`<h1>Payments</h1>
${desks.map((desk) => html`<h2>${desk.provider}</h2>${listOf(desk.rows())}`)}
<div class="actions"><form method="post" action="/dashboard/resend"><button>Send failed webhooks again</button></form></div>`;
  return page("Payments", body, true);
}

function listOf(rows: Row[]): Html {
  if (rows.length === 0) return html`<p class="muted">No payment yet.</p>`;
  return html`<div class="table"><table>
<thead><tr><th>Payment</th><th>For</th><th>Status</th><th class="sum">Amount</th><th class="sum">Captured</th><th class="sum">Refunded</th></tr></thead>
<tbody>${rows.map(rowOf)}</tbody>
</table></div>`;
}

function rowOf({ id, title, status, sum, captured, refunded }: Row): Html {
  return html`<tr>
<td><a href="/dashboard/${encodeURIComponent(id)}">${id}</a></td><td>${title}</td><td>${status}</td>
<td class="sum">${textOf(sum)}</td><td class="sum">${textOf(captured)}</td><td class="sum">${textOf(refunded)}</td>
</tr>`;
}

/** One payment, and what its merchant can do with it. */
export function detailPage({ provider }: Desk, detail: Detail, error: string | null): string {
  const body = html`<p><a href="/dashboard">All payments</a></p>
<div>
<p class="muted">${provider}: ${detail.title}</p>
<h1>${detail.id}</h1>
</div>
${error === null ? nothing : html`<p class="notice" role="alert">${error}</p>`}
${listOf([detail])}
<h2>What you can do</h2>
${detail.actions.length === 0 ? html`<p class="muted">Nothing now.</p>` : nothing}
<div class="actions">${detail.actions.map((action) => actionOf(detail.id, action))}</div>
<h2>Events</h2>
<div class="table"><table><tbody>${detail.events.map(
    ({ type, at }) => html`<tr><td>${type}</td><td class="muted">${at.toISOString()}</td></tr>`,
  )}</tbody></table></div>`;
  return page(`${detail.id} at ${provider}`, body, true);
}

function actionOf(id: string, { name, label, amount }: Detail["actions"][number]): Html {
  const field = amount
    ? html`<label>Amount, ${amount.currency}<input name="amount" inputmode="decimal" required value="${decimalOf(amount)}"></label>`
    : nothing;
  return html`<form method="post" action="/dashboard/${encodeURIComponent(id)}/${name}">
${field}<button>${label}</button>
</form>`;
}
