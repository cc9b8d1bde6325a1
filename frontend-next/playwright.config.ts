import { defineConfig } from "@playwright/test"

/** What changes the shop for everybody, or measures how soon a change is seen: nothing runs beside it. */
const OFFICE =
  /(assistant-off|branding|card|paypal|preview|publishing|razorpay|release|seller|translating)\.spec\.ts/

/** Starts no server: the shop under test already runs at these addresses. */
export default defineConfig({
  testDir: "e2e",
  workers: Number(process.env.E2E_WORKERS ?? 2),
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  // What fails is played once more for its trace and has failed all the same, whatever it does then.
  retries: 1,
  failOnFlakyTests: true,
  reporter: [["list"]],
  outputDir: "test-results",
  use: {
    baseURL: process.env.E2E_STOREFRONT_URL ?? "http://localhost:3000",
    // Keeping the page at each step takes the browser a third of its time, so journeys that pass go without.
    trace: "on-first-retry",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      // Hinted letters are whole pixels wide in a browser without windows, and lines end at other words.
      args: ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"],
    },
  },
  projects: [
    {
      name: "desktop",
      use: { viewport: { width: 1280, height: 900 } },
      grepInvert: /@phone/,
      testIgnore: OFFICE,
    },
    {
      name: "phone",
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
      grep: /@phone/,
    },
    {
      name: "office",
      use: { viewport: { width: 1280, height: 900 } },
      testMatch: OFFICE,
      workers: 1,
    },
  ],
})
