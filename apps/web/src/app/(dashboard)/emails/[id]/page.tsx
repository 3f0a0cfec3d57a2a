import type { Metadata } from "next";
import { Hydrate, orElsewhere, serverApi } from "../../../../trpc/server.tsx";
import { EmailDetail } from "./email-detail.tsx";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: "E-mail" };

export default async function EmailPage({ params }: Props) {
  const { id } = await params;
  const { queryClient, trpc } = serverApi();
  await orElsewhere(queryClient.fetchQuery(trpc.notifications.get.queryOptions({ id })));
  return (
    <Hydrate>
      <EmailDetail id={id} />
    </Hydrate>
  );
}
