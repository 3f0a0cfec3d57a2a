import type { HttpClient } from "@crossdock/http";
import { z } from "zod";
import { fileOf, socialCaller } from "../social/call.ts";
import { startDeadline } from "../social/deadline.ts";
import { graphFailure } from "../social/graph.ts";
import { sentences, tooLong, tooManyImages } from "../social/length.ts";
import type { Post, PublishConnector } from "../social/publish.ts";
import type { FacebookConfig } from "./config.ts";

/**
 * Posts on a Facebook Page (developers.facebook.com/docs/pages-api/posts). The Graph API knows no
 * idempotency keys: a try whose end nobody knows must be looked at by a person.
 */
export function facebookPublisher(settings: FacebookConfig, http: HttpClient): PublishConnector {
  const call = socialCaller("facebook", http);
  return {
    repeatableForMs: 0,
    problemsOf: ({ text, images }) =>
      sentences(
        tooLong("Facebook", text.length, textMax),
        tooManyImages("Facebook", images.length, 1),
      ),
    async publish(post, { deadlineMs }) {
      const left = startDeadline(deadlineMs);
      const { graphBase, pageId, pageToken } = settings;
      const { edge, form } = await requestOf(post);
      form.set("access_token", pageToken);
      const { data } = await call({
        url: `${graphBase}/${encodeURIComponent(pageId)}/${edge}`,
        body: { form },
        deadlineMs: left(),
        answer: z.object({ id: z.string(), post_id: z.string().optional() }),
        messageOf: graphFailure,
      });
      const ref = data.post_id ?? data.id;
      return { ref, url: `https://www.facebook.com/${ref}` };
    },
  };
}

const textMax = 63_206;

// A photo has its words as its caption; a post alone shows a card of its link.
async function requestOf({ text, link, images: [image] }: Post) {
  const form = new FormData();
  if (image) {
    form.set("source", await fileOf(image), "image");
    form.set("caption", text);
    form.set("alt_text_custom", image.alt);
    return { edge: "photos", form };
  }
  form.set("message", text);
  if (link !== null) form.set("link", link);
  return { edge: "feed", form };
}
