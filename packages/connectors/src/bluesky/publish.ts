import type { HttpClient } from "@crossdock/http";
import { z } from "zod";
import { socialCaller } from "../social/call.ts";
import { startDeadline } from "../social/deadline.ts";
import { graphemes, sentences, tooLong, tooManyImages } from "../social/length.ts";
import type { Post, PostImage, PublishConnector } from "../social/publish.ts";
import type { BlueskyConfig } from "./config.ts";
import { blueskyFailure, blueskySignIn } from "./sign-in.ts";
import { tidOf } from "./tid.ts";

/**
 * Posts on Bluesky (docs.bsky.app/docs/advanced-guides/posts). The record's key comes from ours, and
 * `putRecord` writes one record however often it is called.
 */
export function blueskyPublisher(settings: BlueskyConfig, http: HttpClient): PublishConnector {
  const call = socialCaller("bluesky", http);

  async function upload(image: PostImage, token: string, left: () => number) {
    const { data } = await call({
      url: `${settings.service}/xrpc/com.atproto.repo.uploadBlob`,
      headers: { authorization: `Bearer ${token}`, "content-type": image.mime },
      body: { bytes: await image.read() },
      deadlineMs: left(),
      answer: z.object({ blob: z.unknown() }),
      messageOf: blueskyFailure,
    });
    return { image: data.blob, alt: image.alt };
  }

  return {
    repeatableForMs: Number.POSITIVE_INFINITY,
    problemsOf: ({ text, images }) =>
      sentences(
        tooLong("Bluesky", graphemes(text), textMax),
        Buffer.byteLength(text) > bytesMax ? `Bluesky takes ${bytesMax} bytes of text.` : null,
        tooManyImages("Bluesky", images.length, imagesMax),
      ),
    async publish(post, { key, createdAt, deadlineMs }) {
      const left = startDeadline(deadlineMs);
      const session = await blueskySignIn(settings, http, left());
      const images = [];
      for (const image of post.images) images.push(await upload(image, session.accessJwt, left));
      const rkey = tidOf(key, createdAt);
      const { data } = await call({
        url: `${settings.service}/xrpc/com.atproto.repo.putRecord`,
        headers: { authorization: `Bearer ${session.accessJwt}` },
        body: {
          json: { repo: session.did, collection, rkey, record: recordOf(post, images, createdAt) },
        },
        deadlineMs: left(),
        answer: z.object({ uri: z.string() }),
        messageOf: blueskyFailure,
      });
      return { ref: data.uri, url: `https://bsky.app/profile/${session.did}/post/${rkey}` };
    },
  };
}

const collection = "app.bsky.feed.post";
const textMax = 300;
const bytesMax = 3000;
const imagesMax = 4;

function recordOf({ text, link }: Post, images: object[], createdAt: Date): object {
  return {
    $type: collection,
    text,
    createdAt: createdAt.toISOString(),
    ...(link === null ? {} : { facets: linkFacets(text, link) }),
    ...(images.length === 0 ? {} : { embed: { $type: "app.bsky.embed.images", images } }),
  };
}

// A link is only a link where the record says from which byte to which.
function linkFacets(text: string, link: string): object[] {
  const at = text.indexOf(link);
  if (at < 0) return [];
  const byteStart = Buffer.byteLength(text.slice(0, at));
  const byteEnd = byteStart + Buffer.byteLength(link);
  const features = [{ $type: "app.bsky.richtext.facet#link", uri: link }];
  return [{ index: { byteStart, byteEnd }, features }];
}
