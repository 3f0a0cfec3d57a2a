import type { NextConfig } from "next";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: { position: "bottom-right" },
  images: { unoptimized: true },
  transpilePackages: ["@crossdock/ui", "@crossdock/core", "@crossdock/api"],
  // `npm run verify` checks the types of the whole repository at once.
  typescript: { ignoreBuildErrors: true },
  // The pages of errors are the files in docs/errors.
  turbopack: { rules: { "*.md": { type: "text" } } },
  experimental: { optimizePackageImports: ["@crossdock/ui", "@crossdock/core"] },
};

export default config;
