import type { Answer, RecordedRequest } from "../exchange.ts";
import { detailPage, listPage } from "./dashboard.ts";
import { type Desk, unitsOf } from "./desk.ts";
import { html, page } from "./html.ts";
import { payActions, payPage } from "./pay.ts";

/**
 * What people see: `/pay/{id}` for buyers, `/dashboard` for the merchant. Undefined where the path is
 * another's.
 */
export function servePage(
  desks: readonly Desk[],
  request: RecordedRequest,
  resend: () => void,
): Answer | undefined {
  const { pathname, searchParams } = new URL(request.path, "http://fake");
  const [, root = "", rawId = "", action = ""] = pathname.split("/");
  const id = decodeURIComponent(rawId);
  if (root === "pay") return payments(desks, request, id, action);
  if (root !== "dashboard") return undefined;
  if (id === "") return found(listPage(desks));
  if (request.method === "POST" && id === "resend") {
    resend();
    return redirect("/dashboard");
  }
  return merchants(desks, request, { id, action, error: searchParams.get("error") });
}

function payments(
  desks: readonly Desk[],
  { method }: RecordedRequest,
  id: string,
  action: string,
): Answer {
  const desk = desks.find((one) => one.pay(id));
  const known = payActions.find((one) => one === action);
  if (desk && method === "POST" && known) return redirect(desk.act(id, known) ?? `/pay/${id}`);
  const view = desk?.pay(id);
  return desk && view ? found(payPage(desk, id, view)) : missing();
}

type Asked = { id: string; action: string; error: string | null };

function merchants(
  desks: readonly Desk[],
  { method, form }: RecordedRequest,
  { id, action, error }: Asked,
): Answer {
  const desk = desks.find((one) => one.detail(id));
  const detail = desk?.detail(id);
  if (!desk || !detail) return missing();
  if (method !== "POST") return found(detailPage(desk, detail, error));
  const { amount } = form;
  try {
    desk.manage(id, action, amount === undefined ? undefined : unitsOf(amount, detail.sum));
    return redirect(`/dashboard/${id}`);
  } catch (refusal) {
    const message = refusal instanceof Error ? refusal.message : "It did not work.";
    return redirect(`/dashboard/${id}?error=${encodeURIComponent(message)}`);
  }
}

function found(body: string): Answer {
  return { status: 200, body, headers: { "content-type": "text/html; charset=utf-8" } };
}

function missing(): Answer {
  const body = page("Not found", html`<h1>There is no such payment</h1>`);
  return { ...found(body), status: 404 };
}

function redirect(location: string): Answer {
  return { status: 303, body: "", headers: { location } };
}
