import type { Metadata } from "next";
import { PageHeader } from "../../../../components/page-header.tsx";
import { requireMe } from "../../../../trpc/server.tsx";
import { NewConnection } from "./new-connection.tsx";

export const metadata: Metadata = { title: "New connection" };

export default async function NewConnectionPage() {
  await requireMe();
  return (
    <>
      <PageHeader title="New connection" />
      <NewConnection />
    </>
  );
}
