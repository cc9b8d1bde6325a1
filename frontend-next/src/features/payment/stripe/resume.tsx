"use client"

import type { Stripe } from "@stripe/stripe-js"
import { useTranslations } from "next-intl"
import { useEffect, useState } from "react"

import { Button } from "@/components/ui/button"
import { FocusedNotice } from "@/features/payment/components/focused-notice"
import { useStripeOf, type StripeAccount } from "@/features/payment/stripe/frame"
import { toldBy } from "@/features/payment/stripe/told"

/** For who comes back while the bank still waits for them, in this tab, in another or on another device. */
export default function StripeResume({ client, standIn, onDone }: StripeAccount & { onDone: () => void }) {
  const t = useTranslations("payment")
  const { stripe } = useStripeOf(client.publishable_key ?? "", standIn)
  const secret = client.client_secret ?? ""
  const waits = useWaitsForBank(stripe, secret)
  const [told, setTold] = useState<{ message: string } | null>(null)
  const [isBusy, setBusy] = useState(false)
  if (!stripe || !waits) return null
  const confirm = async () => {
    if (isBusy) return
    setBusy(true)
    const { error } = await stripe.handleNextAction({ clientSecret: secret })
    setTold(toldBy(error))
    setBusy(false)
    onDone()
  }
  return (
    <>
      {told && <FocusedNotice about={told}>{told.message || t("notFinished")}</FocusedNotice>}
      <Button aria-disabled={isBusy} onClick={() => void confirm()}>
        {t("confirmWithBank")}
      </Button>
    </>
  )
}

function useWaitsForBank(stripe: Stripe | null | undefined, secret: string): boolean {
  const [waits, setWaits] = useState(false)
  useEffect(() => {
    let isOver = false
    void stripe?.retrievePaymentIntent(secret).then(({ paymentIntent }) => {
      if (!isOver) setWaits(paymentIntent?.status === "requires_action")
    })
    return () => {
      isOver = true
    }
  }, [stripe, secret])
  return waits
}
