/** What an OAuth client can be, as people choose it. */
export const clientKinds = [
  {
    value: "machine",
    label: "A system that acts for itself",
    grants: ["client_credentials"],
    public: false,
  },
  {
    value: "server",
    label: "A website that acts for customers",
    grants: ["authorization_code", "refresh_token"],
    public: false,
  },
  {
    value: "device",
    label: "An app on the customer's device",
    grants: ["authorization_code", "refresh_token"],
    public: true,
  },
] as const;

export type ClientKind = (typeof clientKinds)[number]["value"];

type Facts = { public: boolean; grants: readonly string[]; documentUrl: string | null };

/** The kind in words. */
export function kindOf({ public: isPublic, grants, documentUrl }: Facts): string {
  if (documentUrl) return "An app that nobody registered";
  const kind = clientKinds.find(
    (one) => one.public === isPublic && one.grants.every((grant) => grants.includes(grant)),
  );
  return kind?.label ?? grants.join(", ");
}
