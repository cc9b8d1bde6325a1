"use client"

import { Elements, PaymentElement, useElements, useStripe } from "@stripe/react-stripe-js"
import type { StripeElementLocale } from "@stripe/stripe-js"
import { useLocale, useTranslations } from "next-intl"
import { useState } from "react"

import { Button } from "@/components/ui/button"
import { FocusedNotice } from "@/features/payment/components/focused-notice"
import type { Told } from "@/features/payment/driver"
import { appearance, Away, Loading, useStripeOf, type StripeAccount } from "@/features/payment/stripe/frame"
import { toldBy } from "@/features/payment/stripe/told"

type SetupPartProps = StripeAccount & {
  /** Where the bank sends the customer back to, if it shows a page of its own. */
  returnTo: string
  onSaved: () => void
}

/** The fields of a card that is saved and not charged. The bank is asked here, in a window of this page. */
export default function SetupPart({ client, standIn, ...form }: SetupPartProps) {
  const locale = useLocale()
  const { stripe, isAway, retry } = useStripeOf(client.publishable_key ?? "", standIn)
  if (isAway) return <Away onRetry={retry} />
  if (!stripe) return <Loading />
  return (
    <Elements
      stripe={stripe}
      options={{
        clientSecret: client.client_secret,
        locale: locale as StripeElementLocale,
        appearance: appearance(),
      }}
    >
      <SetupForm {...form} />
    </Elements>
  )
}

function SetupForm({ returnTo, onSaved }: Pick<SetupPartProps, "returnTo" | "onSaved">) {
  const t = useTranslations("payment")
  const stripe = useStripe()
  const elements = useElements()
  const [isBusy, setBusy] = useState(false)
  const [told, setTold] = useState<Told | null>(null)
  const save = async () => {
    if (!stripe || !elements || isBusy) return
    setBusy(true)
    const { error: mistyped } = await elements.submit()
    const { error } = mistyped
      ? { error: mistyped }
      : await stripe.confirmSetup({
          elements,
          confirmParams: { return_url: returnTo },
          redirect: "if_required",
        })
    setBusy(false)
    setTold(toldBy(error))
    if (mistyped) elements.getElement("payment")?.focus()
    if (!error) onSaved()
  }
  return (
    <form
      data-slot="setup-form"
      className="flex flex-col items-start gap-6 [&>:first-child]:w-full"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <PaymentElement options={{ layout: "tabs" }} />
      {told && !told.isShown && <FocusedNotice about={told}>{told.message || t("notSaved")}</FocusedNotice>}
      <Button type="submit" aria-disabled={isBusy}>
        {t(isBusy ? "saving" : "saveNow")}
      </Button>
    </form>
  )
}
