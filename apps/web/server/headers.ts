/**
 * What every answer tells a browser that gets it, wherever it comes from: run nothing of it, show it in
 * no frame, guess no other type, keep no copy, let no other site embed it. Pages allow themselves more.
 */
export function securityHeaders(appUrl: string): Record<string, string> {
  return {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    // RFC 6797: from now on no request leaves the browser unencrypted, where one could be listened to.
    ...(appUrl.startsWith("https://")
      ? { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" }
      : {}),
  };
}

/**
 * The headers of a page whose scripts carry this nonce. Style elements need it too; style attributes
 * are React's and cannot run anything.
 */
export function pageHeaders(nonce: string, dev: boolean): Record<string, string> {
  return {
    "Content-Security-Policy": policy({
      "default-src": "'none'",
      "script-src": `'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
      "style-src": `'self' ${dev ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
      "style-src-attr": "'unsafe-inline'",
      "img-src": "'self' data:",
      "font-src": "'self'",
      "connect-src": "'self'",
      "manifest-src": "'self'",
      "form-action": "'self'",
      "object-src": "'none'",
      "base-uri": "'none'",
      "frame-ancestors": "'none'",
      "report-uri": cspReportsPath,
    }),
    // With `no-referrer` the posts of forms would have the Origin "null", which is refused as foreign.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy":
      "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()",
  };
}

/** Where browsers tell what a page's policy stopped. */
export const cspReportsPath = "/csp-reports";

function policy(directives: Record<string, string>): string {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}
