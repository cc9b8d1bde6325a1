import type { Stripe } from "@stripe/stripe-js"
import { loadStripe } from "@stripe/stripe-js/pure"

import { addScript, onPaymentPage } from "@/features/payment/add-script"

const known = new Map<string, Promise<Stripe | null>>()

/** Stripe's script for a key, loaded once in a page. */
export function stripeFor(key: string, standIn: string | undefined): Promise<Stripe | null> {
  const loading = known.get(key) ?? load(key, standIn)
  known.set(key, loading)
  loading.catch(() => known.delete(key))
  return loading
}

async function load(key: string, standIn: string | undefined): Promise<Stripe | null> {
  await onPaymentPage()
  if (standIn) await addScript(standIn)
  return loadStripe(key)
}
