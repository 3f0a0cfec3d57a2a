import type { Metadata } from "next";
import { Hydrate, orElsewhere, requireMe, serverApi } from "../../../../trpc/server.tsx";
import { InquiryDetail } from "./inquiry-detail.tsx";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: "Inquiry" };

export default async function InquiryPage({ params }: Props) {
  const { id } = await params;
  const { queryClient, trpc } = serverApi();
  const [{ permissions }] = await Promise.all([
    requireMe(),
    orElsewhere(queryClient.fetchQuery(trpc.inquiries.get.queryOptions({ id }))),
  ]);
  return (
    <Hydrate>
      <InquiryDetail id={id} mayAnswer={permissions.includes("inquiries:write")} />
    </Hydrate>
  );
}
