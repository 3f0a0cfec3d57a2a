import { signIn } from "next-auth/react";

/** Uses a sign-in link up and goes on; false where it is used or too old. */
export async function enter(token: string, password?: string): Promise<boolean> {
  const credentials = password ? { token, password } : { token };
  const result = await signIn("link", { ...credentials, redirect: false });
  if (result?.ok) window.location.assign("/");
  else if (result?.error === "second_factor") window.location.assign("/login/code");
  else return false;
  return true;
}
