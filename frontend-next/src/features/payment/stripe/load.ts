import type { Stripe } from "@stripe/stripe-js"
import { loadStripe } from "@stripe/stripe-js/pure"

import { addScript } from "@/features/payment/add-script"
import { isPaymentPage } from "@/lib/payment-sources"

const known = new Map<string, Promise<Stripe | null>>()

/**
 * Stripe's script for a key, loaded once in a page. Only a page that was opened as one where something is paid lets it
 * in: whoever came here by a link inside the shop gets the page anew.
 */
export function stripeFor(key: string, standIn: string | undefined): Promise<Stripe | null> {
  if (!isPaymentPage(openedPage())) window.location.reload()
  const loading = known.get(key) ?? load(key, standIn)
  known.set(key, loading)
  loading.catch(() => known.delete(key))
  return loading
}

function openedPage(): string {
  const [opened] = performance.getEntriesByType("navigation")
  return new URL(opened?.name ?? window.location.href).pathname
}

async function load(key: string, standIn: string | undefined): Promise<Stripe | null> {
  if (standIn) await addScript(standIn)
  return loadStripe(key)
}
