import { permissionsOfRole, permissionWords, roles } from "@crossdock/api/schemas";
import type { Metadata } from "next";
import { LinkButton } from "../../../../components/link-button.tsx";
import { PageHeader } from "../../../../components/page-header.tsx";
import { RoleTable } from "./role-table.tsx";

export const metadata: Metadata = { title: "Roles" };

/** The table of roles, in sentences. */
export default function RolesPage() {
  const named = permissionWords.flatMap(({ sentences }) => Object.keys(sentences));
  const columns = roles.map((role) => ({ role, permissions: permissionsOfRole(role, named) }));
  return (
    <>
      <PageHeader
        title="Roles"
        actions={
          <LinkButton href="/team" size="sm">
            The team
          </LinkButton>
        }
      />
      <div className="flex flex-col gap-6 px-4 py-4 sm:px-6">
        <p className="max-w-prose text-ink-2">
          What each role may do. A change of a member&rsquo;s role counts from their next click.
        </p>
        {permissionWords.map(({ title, sentences }) => (
          <RoleTable key={title} title={title} sentences={sentences} columns={columns} />
        ))}
      </div>
    </>
  );
}
