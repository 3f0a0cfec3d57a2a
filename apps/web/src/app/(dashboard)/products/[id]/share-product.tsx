"use client";

import { CopyButton } from "@crossdock/ui";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { LinkButton } from "../../../../components/link-button.tsx";
import type { Product } from "../product-form.ts";
import { shareLinks } from "./share-links.ts";

type Props = { product: Product; url: string; mayAnnounce: boolean };

/** The product's public page, and the networks' own pages to tell of it. */
export function ShareProduct({ product, url, mayAnnounce }: Props) {
  return (
    <DetailSection
      title="Share"
      aside={
        mayAnnounce && (
          <LinkButton href={`/announcements/new?product=${product.id}`} size="sm">
            Announce
          </LinkButton>
        )
      }
    >
      <div className="flex flex-col gap-2 border-t border-line pt-2 text-table">
        <span className="flex items-center gap-2">
          <a href={url} className="link min-w-0 flex-1 truncate">
            Public page
          </a>
          <CopyButton text={url} label="Copy link" />
        </span>
        <ul className="flex flex-wrap gap-x-3 gap-y-1">
          {shareLinks({ title: product.title, url }).map(({ name, href }) => (
            <li key={name}>
              <a href={href} target="_blank" rel="noopener noreferrer" className="link">
                {name}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </DetailSection>
  );
}
