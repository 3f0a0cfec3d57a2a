import type { Metadata } from "next";
import { SignInFrame } from "../../../components/sign-in-frame.tsx";
import { relativePath } from "../../../relative-path.ts";
import { CodeForm } from "./code-form.tsx";

export const metadata: Metadata = { title: "Enter your code" };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

/** The second factor, after any first one. */
export default async function CodePage({ searchParams }: Props) {
  const { next } = await searchParams;
  return (
    <SignInFrame title="Enter your code">
      <CodeForm next={relativePath(next)} />
    </SignInFrame>
  );
}
