import type { HttpClient } from "@crossdock/http";
import { z } from "zod";
import { fileOf, nothingPublished, socialCaller } from "../social/call.ts";
import { startDeadline } from "../social/deadline.ts";
import { sentences, tooLong, tooManyImages } from "../social/length.ts";
import type { PostImage, PublishConnector } from "../social/publish.ts";
import type { XConfig } from "./config.ts";
import { xFailure, xSigner } from "./signer.ts";
import { weightedLength } from "./weighted-length.ts";

/**
 * Posts on X (docs.x.com/x-api/posts/create-post). X knows no idempotency keys: a try whose end
 * nobody knows must be looked at by a person.
 */
export function xPublisher(settings: XConfig, http: HttpClient, now: () => Date): PublishConnector {
  const call = socialCaller("x", http);
  const sign = xSigner(settings, now);

  async function upload(image: PostImage, deadlineMs: number): Promise<string> {
    const url = `${settings.apiBase}/2/media/upload`;
    const form = new FormData();
    form.set("media", await fileOf(image), "image");
    form.set("media_category", "tweet_image");
    const answer = z.object({ data: z.object({ id: z.string() }) });
    const headers = sign("POST", url);
    const { data } = await call({
      url,
      headers,
      body: { form },
      deadlineMs,
      answer,
      messageOf: xFailure,
    });
    return data.data.id;
  }

  return {
    repeatableForMs: 0,
    problemsOf: ({ text, images }) =>
      sentences(
        tooLong("X", weightedLength(text), textMax),
        tooManyImages("X", images.length, imagesMax),
      ),
    async publish({ text, images }, { deadlineMs }) {
      const left = startDeadline(deadlineMs);
      const media_ids: string[] = [];
      for (const image of images)
        media_ids.push(await upload(image, left()).catch(nothingPublished));
      const url = `${settings.apiBase}/2/tweets`;
      const { data } = await call({
        url,
        headers: sign("POST", url),
        body: { json: { text, ...(media_ids.length > 0 ? { media: { media_ids } } : {}) } },
        deadlineMs: left(),
        answer: z.object({ data: z.object({ id: z.string() }) }),
        messageOf: xFailure,
      });
      return { ref: data.data.id, url: `https://x.com/i/web/status/${data.data.id}` };
    },
  };
}

const textMax = 280;
const imagesMax = 4;
