import { setTimeout as sleep } from "node:timers/promises";
import type { HttpClient } from "@crossdock/http";
import { z } from "zod";
import { ConnectorError } from "../connector-error.ts";
import { nothingPublished, socialCaller } from "../social/call.ts";
import { startDeadline } from "../social/deadline.ts";
import { graphFailure } from "../social/graph.ts";
import { sentences, tooLong, tooManyImages } from "../social/length.ts";
import type { Post, PublishConnector } from "../social/publish.ts";
import type { InstagramConfig } from "./config.ts";

/**
 * Photos on an Instagram professional account
 * (developers.facebook.com/docs/instagram-platform/content-publishing): a container is made of an
 * image that Instagram fetches itself, and then published. Publishing knows no idempotency keys.
 */
export function instagramPublisher(settings: InstagramConfig, http: HttpClient): PublishConnector {
  const call = socialCaller("instagram", http);

  function post<T>(
    edge: string,
    members: Record<string, string>,
    answer: z.ZodType<T>,
    deadlineMs: number,
  ) {
    const { graphBase, accountId, accessToken } = settings;
    const url = `${graphBase}/${encodeURIComponent(accountId)}/${edge}`;
    const form = new FormData();
    for (const [name, value] of Object.entries(members)) form.set(name, value);
    form.set("access_token", accessToken);
    return call({ url, body: { form }, answer, deadlineMs, messageOf: graphFailure });
  }

  function read<T>(id: string, field: string, answer: z.ZodType<T>, deadlineMs: number) {
    const { graphBase, accessToken } = settings;
    const url = `${graphBase}/${encodeURIComponent(id)}?fields=${field}`;
    // Not in the query: addresses end up in logs.
    const headers = { authorization: `Bearer ${accessToken}` };
    return call({ method: "GET", url, headers, answer, deadlineMs, messageOf: graphFailure });
  }

  async function makeContainer({ text, images: [image] }: Post, left: () => number) {
    if (!image) throw new ConnectorError("instagram", "invalid_request", needsImage);
    const members = { image_url: image.url, caption: text, alt_text: image.alt };
    const { data } = await post("media", members, Id, left());
    for (let pause = 250; ; pause *= 2) {
      const state = await read(data.id, "status_code", State, left());
      const { status_code } = state.data;
      if (status_code === "FINISHED") return data.id;
      if (status_code !== "IN_PROGRESS")
        throw new ConnectorError("instagram", "invalid_request", couldNotFetch(image.url));
      await sleep(Math.min(pause, left()));
    }
  }

  return {
    repeatableForMs: 0,
    problemsOf: ({ text, images }) =>
      sentences(
        images.length === 0 ? needsImage : null,
        tooLong("Instagram", text.length, captionMax),
        tooManyImages("Instagram", images.length, 1),
      ),
    async publish(whole, { deadlineMs }) {
      const left = startDeadline(deadlineMs);
      // A container that is never published is forgotten within a day: making one is safe to repeat.
      const creation_id = await makeContainer(whole, left).catch(nothingPublished);
      const { data } = await post("media_publish", { creation_id }, Id, left());
      const link = await read(data.id, "permalink", Link, left()).catch(() => null);
      return { ref: data.id, url: link?.data.permalink ?? null };
    },
  };
}

const captionMax = 2200;
const needsImage = "Instagram takes photos alone: choose an image.";

const Id = z.object({ id: z.string() });
const State = z.object({ status_code: z.string() });
const Link = z.object({ permalink: z.string() });

function couldNotFetch(url: string): string {
  return `Instagram could not take the image: it must be a JPEG that everybody can get at ${url}.`;
}
