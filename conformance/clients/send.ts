/** Where an orval client calls, and with which key. */
export type Target = RequestInit & { server?: string; key?: string };

/** How an orval client calls: the answer of any status, as its types have it. */
export async function send<T>(path: string, { server, key, ...init }: Target): Promise<T> {
  const headers = new Headers(init.headers);
  headers.set("Authorization", `Bearer ${key}`);
  const response = await fetch(`${server}${path}`, { ...init, headers });
  const { status } = response;
  return { status, headers: response.headers, data: await response.json() } as T;
}
