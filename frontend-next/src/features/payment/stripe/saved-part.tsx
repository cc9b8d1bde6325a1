"use client"

import { useEffect } from "react"

import type { Driver } from "@/features/payment/driver"
import { useStripeOf, type StripeAccount } from "@/features/payment/stripe/frame"
import { toldBy } from "@/features/payment/stripe/told"

/** Nothing to type: the shop charges the saved card, and the bank may want to hear that it is really the customer. */
export default function SavedPart({
  client,
  standIn,
  onDriver,
}: StripeAccount & { onDriver: (driver: Driver | null) => void }) {
  const { stripe } = useStripeOf(client.publishable_key ?? "", standIn)
  useEffect(() => {
    if (!stripe) return
    onDriver({
      check: () => Promise.resolve(null),
      act: async ({ client_secret: clientSecret = "" }) => {
        const { error } = await stripe.handleNextAction({ clientSecret })
        return toldBy(error)
      },
    })
    return () => onDriver(null)
  }, [stripe, onDriver])
  return null
}
