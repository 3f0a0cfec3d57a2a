import { KeyValues } from "@crossdock/ui";
import type { Metadata } from "next";
import { DetailSection } from "../../../components/detail-section.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { requireMe } from "../../../trpc/server.tsx";
import { words } from "../../../words.ts";
import { PasswordForm } from "./password-form.tsx";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const { name, role } = await requireMe();
  return (
    <>
      <PageHeader title="Account" />
      <div className="flex max-w-180 flex-col gap-8 px-4 py-5 sm:px-6">
        <KeyValues
          items={[
            ["Name", name],
            ["Role", role && words(role)],
          ]}
        />
        <DetailSection title="Password">
          <PasswordForm />
        </DetailSection>
      </div>
    </>
  );
}
