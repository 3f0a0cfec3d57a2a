import { Notice } from "@crossdock/ui";
import { SignInFrame } from "../../../components/sign-in-frame.tsx";
import { inPlainWords } from "../../../scope-words.ts";
import { DecisionButtons } from "./decision-buttons.tsx";
import { OtherAccount } from "./other-account.tsx";

type Props = {
  uid: string;
  email: string;
  program: { name: string; partner: string | null; registered: boolean; redirectTo: string };
  scopes: string[];
};

export function Consent({ uid, email, program, scopes }: Props) {
  const { name, partner, registered, redirectTo } = program;
  return (
    <SignInFrame title={`Allow ${name}?`}>
      <div className="flex flex-col gap-5">
        <p>
          <strong className="font-semibold">{name}</strong>
          {partner && ` by ${partner}`} would like to act for you in this shop. You are signed in as{" "}
          <span className="break-all">{email}</span>.
        </p>
        {!registered && (
          <Notice tone="warn">
            The shop does not know this program: the name is what it calls itself. Go on only if you
            came here from <strong className="break-all">{redirectTo}</strong> and trust it.
          </Notice>
        )}
        <section>
          <h2 className="pb-2 text-section">It may</h2>
          <ul className="flex flex-col gap-1.5 border-y border-line py-3">
            {inPlainWords(scopes).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
        <DecisionButtons uid={uid} />
        <p className="text-meta text-ink-2">
          Then you go back to <span className="break-all">{redirectTo}</span>. It never sees your
          password, and the shop can end its access at any time.
        </p>
        <OtherAccount />
      </div>
    </SignInFrame>
  );
}
