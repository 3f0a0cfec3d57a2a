import type { NextConfig } from "next";

// Here the package is its TypeScript source; the published one is JavaScript and needs no line.
const config: NextConfig = { transpilePackages: ["@crossdock/adapters"] };

export default config;
