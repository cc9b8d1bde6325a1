import react from "@vitejs/plugin-react"
import { defineConfig } from "vitest/config"

const root = import.meta.dirname

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: {
      "@messages": `${root}/messages`,
      "@": `${root}/src`,
      "server-only": `${root}/src/testing/server-only.ts`,
    },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/testing/setup.ts"],
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
})
