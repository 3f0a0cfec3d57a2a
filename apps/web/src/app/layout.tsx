import "./globals.css";
import { StyleNonce, TimeProvider, ToastProvider } from "@crossdock/ui";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { Hydrated } from "../components/hydrated.tsx";
import { readPreferences } from "../preferences.ts";

export const metadata: Metadata = {
  title: { default: "Crossdock", template: "%s · Crossdock" },
  description: "The API side of an online business.",
};

export const viewport: Viewport = { colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { theme, tz, keys } = await readPreferences();
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang="en" data-theme={theme} data-keys={keys}>
      <body>
        <TimeProvider zone={tz} now={Date.now()}>
          <StyleNonce nonce={nonce}>
            <NuqsAdapter>
              <ToastProvider>{children}</ToastProvider>
            </NuqsAdapter>
          </StyleNonce>
        </TimeProvider>
        <Hydrated zone={tz} />
      </body>
    </html>
  );
}
