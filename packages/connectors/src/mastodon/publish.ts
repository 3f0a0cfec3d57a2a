import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { HttpClient } from "@crossdock/http";
import { z } from "zod";
import { fileOf, nothingPublished, socialCaller } from "../social/call.ts";
import { startDeadline } from "../social/deadline.ts";
import { graphemes, sentences, tooLong, tooManyImages, withLinksOf } from "../social/length.ts";
import type { PostImage, PublishConnector } from "../social/publish.ts";
import type { MastodonConfig } from "./config.ts";

/**
 * Statuses on a Mastodon server (docs.joinmastodon.org/methods/statuses). It keeps an
 * `Idempotency-Key` for an hour: within it the same status is published once.
 */
export function mastodonPublisher(settings: MastodonConfig, http: HttpClient): PublishConnector {
  const call = socialCaller("mastodon", http);

  async function upload(image: PostImage, left: () => number): Promise<string> {
    const { baseUrl, accessToken } = settings;
    const headers = { authorization: `Bearer ${accessToken}` };
    const form = new FormData();
    form.set("file", await fileOf(image), "image");
    form.set("description", image.alt.slice(0, altMax));
    const url = `${baseUrl}/api/v2/media`;
    const shared = { headers, answer: Media, messageOf: mastodonFailure };
    const sent = await call({ ...shared, url, body: { form }, deadlineMs: left() });
    // 202: it is still being worked on. A status must not be posted before it is ready.
    let { status } = sent;
    for (let pause = 100; status === 202 || status === 206; pause *= 2) {
      await sleep(Math.min(pause, left()));
      const again = `${baseUrl}/api/v1/media/${encodeURIComponent(sent.data.id)}`;
      ({ status } = await call({ ...shared, method: "GET", url: again, deadlineMs: left() }));
    }
    return sent.data.id;
  }

  return {
    // A little less than the hour: clocks differ, and the last try takes its time.
    repeatableForMs: 50 * 60_000,
    problemsOf: ({ text, images }) =>
      sentences(
        tooLong("Mastodon", graphemes(withLinksOf(text, linkLength)), textMax),
        tooManyImages("Mastodon", images.length, imagesMax),
      ),
    async publish({ text, images }, { key, deadlineMs }) {
      const { baseUrl, accessToken } = settings;
      const left = startDeadline(deadlineMs);
      const media_ids: string[] = [];
      for (const image of images) {
        // Nothing is published before the status: an upload that failed may be tried again.
        media_ids.push(await upload(image, left).catch(nothingPublished));
      }
      const { data } = await call({
        url: `${baseUrl}/api/v1/statuses`,
        headers: {
          authorization: `Bearer ${accessToken}`,
          "idempotency-key": createHash("sha256").update(key).digest("hex"),
        },
        body: { json: { status: text, visibility: "public", media_ids } },
        deadlineMs: left(),
        answer: Status,
        messageOf: mastodonFailure,
      });
      return { ref: data.id, url: data.url };
    },
  };
}

const textMax = 500;
const linkLength = 23;
const imagesMax = 4;
const altMax = 1500;

const Media = z.object({ id: z.string() });
const Status = z.object({ id: z.string(), url: z.string().nullable() });
const Failure = z.object({ error: z.string() });

/** What a server says of a call that it does not do. */
export function mastodonFailure(answer: unknown) {
  return { message: Failure.safeParse(answer).data?.error };
}
