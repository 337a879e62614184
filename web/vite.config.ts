import { fileURLToPath } from "node:url";

import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const pages = ["check", "reports", "backoffice", "index", "inquiry", "window", "official", "operator", "supervisor", "clerk", "progress", "items", "item", "ca"];

// During development the pages come from Vite and everything else from a server that runs beside it.
const server = process.env["REMOTE_COUNTER_SERVER"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  // @rjsf/core names its eval-based validator in a helper for tests that no page calls; ours stands in for it.
  resolve: { alias: { "@rjsf/validator-ajv8": fileURLToPath(new URL("src/console/validator.ts", import.meta.url)) } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // The pages' policy forbids inline scripts and data: fonts; every asset stays a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { input: Object.fromEntries(pages.map((page) => [page, `${page}.html`])) },
  },
  server: {
    proxy: {
      "/api": { target: server },
      "/media": { target: server },
      "/ca.pem": { target: server },
      "/ws": { target: server, ws: true },
    },
  },
  test: { include: ["tests/**/*.test.ts"], environment: "node" },
});
