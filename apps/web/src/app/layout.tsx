import "./globals.css";
import { TimeProvider, ToastProvider } from "@crossdock/ui";
import type { Metadata, Viewport } from "next";
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
  const { theme, tz } = await readPreferences();
  return (
    <html lang="en" data-theme={theme}>
      <body>
        <TimeProvider zone={tz} now={Date.now()}>
          <NuqsAdapter>
            <ToastProvider>{children}</ToastProvider>
          </NuqsAdapter>
        </TimeProvider>
        <Hydrated zone={tz} />
      </body>
    </html>
  );
}
