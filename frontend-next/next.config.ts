import type { NextConfig } from "next"
import createNextIntlPlugin from "next-intl/plugin"

/** Messages are read once, when the storefront is built: the browser gets no parser for them. */
const withNextIntl = createNextIntlPlugin({
  requestConfig: "./src/i18n/request.ts",
  experimental: { messages: { path: "./messages", locales: "infer", format: "json", precompile: true } },
})

const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(self), browsing-topics=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
]

/** Everything but drafts, which the back office frames: their policy names it. */
const notFramed = [{ key: "X-Frame-Options", value: "DENY" }]

/** Wallets and banks open windows of their own, which have to tell the page that the payment is done. */
const whereSomethingIsPaid = [{ key: "Cross-Origin-Opener-Policy", value: "same-origin-allow-popups" }]

/** Nothing here depends on a running back end: addresses and secrets are read at run time in `src/lib/env.ts`. */
const config: NextConfig = {
  output: "standalone",
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  typedRoutes: false,
  // `npm run types` checks them, tests and journeys included: whoever builds does not wait for it again.
  typescript: { ignoreBuildErrors: true },
  // The check keeps parts of pages out of caches that tell answers apart by address alone; here no cache gets any.
  experimental: { validateRSCRequestHeaders: false },
  headers: () =>
    Promise.resolve([
      { source: "/:path*", headers: securityHeaders },
      { source: "/((?!\\w\\w/~draft/).*)", headers: notFramed },
      { source: "/:locale/checkout/:path*", headers: whereSomethingIsPaid },
      { source: "/:locale/orders/:number/pay", headers: whereSomethingIsPaid },
    ]),
}

export default withNextIntl(config)
