import { routing } from "@/i18n/routing"

/** From where the page may load what a payment provider asks its customer with. */
export type PaymentSources = { scripts: string[]; frames: string[]; connections: string[] }

const STRIPE = ["https://js.stripe.com", "https://*.js.stripe.com"]

const PROVIDERS: PaymentSources = {
  scripts: [...STRIPE, "https://checkout.razorpay.com", "https://cdn.razorpay.com"],
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

/** The scripts that stand in for those of the providers in tests, by provider; none everywhere else. */
export type StandIns = { stripe: string | undefined; razorpay: string | undefined }

/** The addresses of the providers, and those of the scripts that stand in for theirs. */
export function paymentSources(standIns: StandIns): PaymentSources {
  const origins = Object.values(standIns).flatMap((address) => (address ? new URL(address).origin : []))
  return {
    scripts: [...PROVIDERS.scripts, ...origins],
    frames: [...PROVIDERS.frames, ...origins],
    connections: [...PROVIDERS.connections, ...origins],
  }
}
