import { routing } from "@/i18n/routing"

/** From where the page may load what a payment provider asks its customer with. */
export type PaymentSources = { scripts: string[]; frames: string[]; connections: string[] }

const STRIPE = ["https://js.stripe.com", "https://*.js.stripe.com"]

const PROVIDERS: PaymentSources = {
  scripts: [...STRIPE, "https://checkout.razorpay.com"],
  frames: [...STRIPE, "https://hooks.stripe.com", "https://api.razorpay.com"],
  connections: ["https://api.stripe.com", "https://api.razorpay.com", "https://lumberjack.razorpay.com"],
}

const PAGES = new RegExp(
  `^/(?:${routing.locales.join("|")})/(?:checkout(?:/payments/[^/]+)?|orders/[^/]+/pay|account/payment-methods)/?$`,
)

/** Whether something is paid, or saved to be paid with, on this page: elsewhere no provider's script or frame is let in. */
export function isPaymentPage(pathname: string): boolean {
  return PAGES.test(pathname)
}

/** The addresses of the providers, and that of the script that stands in for Stripe's in tests. */
export function paymentSources(standIn: string | undefined): PaymentSources {
  if (!standIn) return PROVIDERS
  const { origin } = new URL(standIn)
  return {
    scripts: [...PROVIDERS.scripts, origin],
    frames: [...PROVIDERS.frames, origin],
    connections: [...PROVIDERS.connections, origin],
  }
}
