import type { FirstRun } from "./setup.ts";

/** The last lines of a start. The first run tells what is never told again. */
export function welcome(url: string, firstRun: FirstRun | null): string {
  if (!firstRun)
    return `\nCrossdock is ready at ${url}\nForgot the password? npm run -s cli -- login-link`;
  const { email, password, link, key } = firstRun;
  return `
Crossdock is ready at ${url}

  Sign in as    ${email}
  Password      ${password}
  Or open once  ${link}

  Try the API   curl -H "Authorization: Bearer ${key}" "${url}/api/v2/products?limit=3"`;
}
