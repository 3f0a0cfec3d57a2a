import type { NextRequest } from "next/server";
import { NextResponse } from "next/server";

/** Sends visitors without a session cookie to the login page. A courtesy: procedures protect. */
export function proxy(request: NextRequest): NextResponse {
  const signedIn =
    request.cookies.has("crossdock.session") || request.cookies.has("__Host-crossdock.session");
  if (signedIn) return NextResponse.next({ request: { headers: withPath(request) } });
  const login = request.nextUrl.clone();
  login.pathname = "/login";
  login.search = "";
  const { pathname, search } = request.nextUrl;
  if (pathname !== "/") login.searchParams.set("next", pathname + search);
  return NextResponse.redirect(login);
}

/** A layout is not told which page it is around, and where somebody is sent may depend on that. */
function withPath({ headers, nextUrl }: NextRequest): Headers {
  const all = new Headers(headers);
  all.set("x-path", nextUrl.pathname + nextUrl.search);
  return all;
}

export const config = {
  matcher: ["/((?!api|_next|consent|docs|login|p/|test-pay|thanks|preferences|icon|favicon).*)"],
};
