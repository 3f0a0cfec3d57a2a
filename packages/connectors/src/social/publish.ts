/** Publishes posts on a social network. */
export type PublishConnector = {
  /**
   * For how long after the first try the same key makes no second post; 0 where the network knows no
   * keys, so that a try whose end nobody knows must not be repeated.
   */
  repeatableForMs: number;
  /** What keeps the post from being taken, in sentences that name the mend; empty where nothing does. */
  problemsOf(post: Post): string[];
  /**
   * Publishes, once.
   * @throws ConnectorError; `indeterminate` where it may be published
   */
  publish(post: Post, options: PublishOptions): Promise<Published>;
};

/** `text` is whole, with whatever link it has in it. */
export type Post = {
  text: string;
  /** The link in `text`, where it has one. */
  link: string | null;
  images: readonly PostImage[];
};

export type PostImage = {
  mime: string;
  /** What is to be seen, for who cannot see it. */
  alt: string;
  /** Where anybody can get it. */
  url: string;
  read(): Promise<Uint8Array>;
};

export type PublishOptions = {
  /** The same for every try of the same post. */
  key: string;
  /** When the post was made, the same for every try. */
  createdAt: Date;
  /** The whole call with its uploads, in milliseconds. */
  deadlineMs: number;
};

/** `ref` is the network's id of the post, `url` where people see it. */
export type Published = { ref: string; url: string | null };
