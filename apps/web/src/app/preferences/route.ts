import { cookies } from "next/headers";
import { cookieName, cookieOptions } from "../../cookies.ts";
import { Preferences } from "../../preferences.ts";

/** Keeps what a browser remembers in cookies, so that the server renders them right at once. */
export async function POST(request: Request): Promise<Response> {
  const parsed = Preferences.partial().safeParse(await request.json().catch(() => null));
  if (!parsed.success) return new Response(null, { status: 422 });
  const store = await cookies();
  for (const [name, value] of Object.entries(parsed.data)) {
    store.set(cookieName(name), value, { ...cookieOptions(), maxAge: 31_536_000 });
  }
  return new Response(null, { status: 204 });
}
