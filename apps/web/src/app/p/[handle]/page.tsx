import type { Metadata } from "next";
import Image from "next/image";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Money } from "../../../components/money.tsx";
import { runtime } from "../../../runtime.ts";
import { jsonLd } from "./json-ld.ts";

type Props = { params: Promise<{ handle: string }> };

const load = cache(async (handle: string) => (await runtime().sharedProduct(handle)) ?? notFound());

/** What networks and chats show of a link to this page (ogp.me). */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title, description, url, shop, images } = await load((await params).handle);
  const text = description.slice(0, 200);
  return {
    title: { absolute: `${title} · ${shop}` },
    description: text,
    alternates: { canonical: url },
    openGraph: { type: "website", title, description: text, url, siteName: shop, images },
    twitter: { card: images.length > 0 ? "summary_large_image" : "summary", title },
  };
}

/** A product for everybody who was sent its link. */
export default async function SharedProductPage({ params }: Props) {
  const product = await load((await params).handle);
  const { title, description, shop, variants, images } = product;
  return (
    <main className="mx-auto flex max-w-180 flex-col gap-6 px-4 py-10 sm:py-16">
      <script type="application/ld+json">{jsonLd(product)}</script>
      <p className="text-table text-ink-2">{shop}</p>
      <h1 className="text-page">{title}</h1>
      {images.map(({ url, alt, width, height }) => (
        <Image
          key={url}
          // The server has made it in this size already. By its path: see the dashboard's thumbnails.
          unoptimized
          src={new URL(url).pathname}
          {...{ alt, width, height }}
          className="w-full rounded-panel border border-line"
        />
      ))}
      <p className="whitespace-pre-wrap">{description}</p>
      <ul className="border-t border-line-strong">
        {variants.map(({ sku, title, price, available }) => (
          <li key={sku} className="flex items-baseline gap-4 border-b border-line py-2.5">
            <span className="flex-1">{title}</span>
            <span className="text-table text-ink-2">{available ? "In stock" : "Sold out"}</span>
            <Money {...price} />
          </li>
        ))}
      </ul>
    </main>
  );
}
