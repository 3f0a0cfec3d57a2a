type Shared = { title: string; url: string };

/** The networks' own pages that begin a post, so that every network can be told without an account here. */
export function shareLinks({ title, url }: Shared): { name: string; href: string }[] {
  const text = `${title} ${url}`;
  const link = (base: string, query: Record<string, string>) =>
    `${base}?${new URLSearchParams(query)}`;
  return [
    { name: "Mastodon", href: link("https://mastodonshare.com/", { text: title, url }) },
    { name: "Bluesky", href: link("https://bsky.app/intent/compose", { text }) },
    { name: "X", href: link("https://x.com/intent/post", { text: title, url }) },
    { name: "Facebook", href: link("https://www.facebook.com/sharer/sharer.php", { u: url }) },
    { name: "LinkedIn", href: link("https://www.linkedin.com/sharing/share-offsite/", { url }) },
    { name: "WhatsApp", href: link("https://wa.me/", { text }) },
    { name: "Telegram", href: link("https://t.me/share/url", { url, text: title }) },
    { name: "E-mail", href: `mailto:?subject=${percent(title)}&body=${percent(url)}` },
  ];
}

// A mail program shows the "+" that URLSearchParams writes for a space.
const percent = encodeURIComponent;
