import { type SocialAnswer, type SocialRequest, startSocialServer } from "./server.ts";

/** A post as a network shows it. */
export type ShownPost = { id: string; text: string; images: number };

/** A Mastodon server: keys are kept, media are ready on the second look. */
export async function startMastodon(token = "mastodon-token") {
  const posts: ShownPost[] = [];
  const byKey = new Map<string, ShownPost>();
  const media = new Set<string>();
  const server = await startSocialServer((request) => {
    if (request.headers.authorization !== `Bearer ${token}`)
      return { status: 401, body: { error: "The access token is invalid" } };
    const { pathname } = request.url;
    if (pathname === "/api/v1/accounts/verify_credentials")
      return ok({ acct: "shop", url: `${server.url}/@shop` });
    if (pathname === "/api/v2/media") {
      const id = String(media.size + 1);
      media.add(id);
      return { status: 202, body: { id, url: null } };
    }
    if (pathname.startsWith("/api/v1/media/")) return ok({ id: pathname.slice(14) });
    if (pathname === "/api/v1/statuses") return ok(status(request));
    return notFound;
  });

  function status({ headers, body }: SocialRequest) {
    const key = String(headers["idempotency-key"] ?? "");
    const known = byKey.get(key);
    const images = Array.isArray(body.media_ids) ? body.media_ids.length : 0;
    const post = known ?? { id: String(posts.length + 1), text: String(body.status), images };
    if (!known) posts.push(post);
    if (key !== "") byKey.set(key, post);
    return { id: post.id, url: `${server.url}/@shop/${post.id}` };
  }

  return { ...server, token, posts };
}

/** A Bluesky server: one record a key. */
export async function startBluesky(password = "app-password") {
  const records = new Map<string, ShownPost & { record: Record<string, unknown> }>();
  const server = await startSocialServer(({ url, headers, body }) => {
    if (url.pathname.endsWith("createSession"))
      return body.password === password
        ? ok({ did: "did:plc:shop", handle: "shop.example", accessJwt: "jwt" })
        : { status: 401, body: { error: "AuthenticationRequired", message: "Invalid password" } };
    if (headers.authorization !== "Bearer jwt") return { status: 401, body: { error: "No" } };
    if (url.pathname.endsWith("uploadBlob")) return ok({ blob: { $type: "blob" } });
    if (!url.pathname.endsWith("putRecord")) return notFound;
    const record = Object(body.record);
    const id = String(body.rkey);
    const images = record.embed?.images?.length ?? 0;
    records.set(id, { id, text: String(record.text), images, record });
    return ok({ uri: `at://did:plc:shop/app.bsky.feed.post/${id}` });
  });
  return { ...server, password, records };
}

/** X and Meta's Graph API on one server, which know no keys: every call that arrives is a post. */
export async function startKeylessNetworks() {
  const posts: ShownPost[] = [];
  const server = await startSocialServer(({ url, headers, body }) => {
    const path = url.pathname;
    const authorized =
      headers.authorization?.startsWith("OAuth ") ||
      headers.authorization === "Bearer graph-token" ||
      body.access_token === "graph-token";
    if (!authorized) return { status: 401, body: { title: "Unauthorized", detail: "No" } };
    if (path === "/2/users/me") return ok({ data: { id: "1", username: "shop" } });
    if (path === "/2/media/upload") return ok({ data: { id: "m1" } });
    if (path === "/2/tweets")
      return ok({ data: { id: add(body.text, Object(body.media).media_ids?.length) } });
    if (path.endsWith("/feed")) return ok({ id: add(body.message) });
    if (path.endsWith("/photos")) return ok({ id: "p1", post_id: add(body.caption, 1) });
    if (path.endsWith("/media")) return ok({ id: `container:${String(body.caption)}` });
    if (path.endsWith("/media_publish"))
      return ok({ id: add(String(body.creation_id).slice("container:".length), 1) });
    if (url.searchParams.get("fields") === "status_code") return ok({ status_code: "FINISHED" });
    if (url.searchParams.get("fields") === "permalink")
      return ok({ permalink: "https://www.instagram.com/p/1" });
    return ok({ id: path.slice(1), name: "Shop", username: "shop" });
  });

  function add(text: unknown, images = 0): string {
    const id = String(posts.length + 1);
    posts.push({ id, text: String(text), images });
    return id;
  }

  return { ...server, posts };
}

const notFound: SocialAnswer = { status: 404, body: { error: "Not found" } };

function ok(body: unknown): SocialAnswer {
  return { status: 200, body };
}
