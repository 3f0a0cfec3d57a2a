import type { Outputs } from "../trpc/server.tsx";

type Props = { address: Outputs["customers"]["get"]["address"] };

/** A postal address on one line. */
export function Address({ address }: Props) {
  if (!address) return "–";
  const { name, line1, line2, postalCode, city, region, country } = address;
  return [name, line1, line2, [postalCode, city].filter(Boolean).join(" "), region, country]
    .filter(Boolean)
    .join(", ");
}
