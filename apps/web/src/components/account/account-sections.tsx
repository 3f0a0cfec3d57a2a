import { DetailSection } from "../detail-section.tsx";
import { IdentityList } from "./identity-list.tsx";
import { PasswordForm } from "./password-form.tsx";
import { SecondFactor } from "./second-factor.tsx";
import { SessionList } from "./session-list.tsx";

/** How one signs in, and where one is signed in: the same for the team and for partners' developers. */
export function AccountSections() {
  return (
    <>
      <DetailSection title="Password">
        <PasswordForm />
      </DetailSection>
      <DetailSection title="Second factor">
        <SecondFactor />
      </DetailSection>
      <DetailSection title="Linked accounts">
        <IdentityList />
      </DetailSection>
      <DetailSection title="Sessions">
        <SessionList />
      </DetailSection>
    </>
  );
}
