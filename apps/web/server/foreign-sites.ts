import type { IncomingMessage } from "node:http";
import { AppError } from "@crossdock/core";

/**
 * Refuses what the page of another site sends with the browser's cookies (CSRF), and a sign-in that it
 * forges (login CSRF): browsers tell the sender in `Origin` and `Sec-Fetch-Site`, which no page can
 * change. Programs that are no browsers send neither, and have no cookies that they do not mean to send.
 */
export function createSiteCheck(appUrl: string): (req: IncomingMessage) => void {
  const own = new URL(appUrl);
  return ({ headers }) => {
    const { origin, host } = headers;
    const site = headers["sec-fetch-site"];
    const isForeignSite = site !== undefined && site !== "same-origin" && site !== "none";
    if (isForeignSite || (origin !== undefined && !isOwn(origin, host)))
      throw new AppError("forbidden", { detail: "The dashboard's own pages alone may call this." });
  };

  // Reached at another name than APP_URL's, such as 127.0.0.1 for localhost, it is that name's own.
  function isOwn(origin: string, host: string | undefined): boolean {
    if (!URL.canParse(origin)) return false;
    const sender = new URL(origin);
    return sender.protocol === own.protocol && (sender.host === own.host || sender.host === host);
  }
}

/** Whether a method may change anything (RFC 9110 §9.2.1). */
export function isUnsafe({ method }: IncomingMessage): boolean {
  return method !== "GET" && method !== "HEAD" && method !== "OPTIONS";
}
