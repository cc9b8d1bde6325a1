"use client"

import { PaymentElement, useElements, useStripe } from "@stripe/react-stripe-js"
import type { Stripe, StripeElements } from "@stripe/stripe-js"
import { useEffect, useState } from "react"

import type { Driver, Told } from "@/features/payment/driver"
import { StripeFrame, type StripeAccount } from "@/features/payment/stripe/frame"
import { toldBy } from "@/features/payment/stripe/told"
import type { Money } from "@/lib/api/types"

type CardPartProps = StripeAccount & {
  due: Money
  savesMethod: boolean
  hasWallets: boolean
  onDriver: (driver: Driver | null) => void
}

/** The fields of a card, and of every other way to pay that Stripe offers for this amount. */
export default function CardPart({ hasWallets, onDriver, ...frame }: CardPartProps) {
  return (
    <StripeFrame {...frame} saysWhenAway>
      <CardFields hasWallets={hasWallets} onDriver={onDriver} />
    </StripeFrame>
  )
}

function CardFields({ hasWallets, onDriver }: Pick<CardPartProps, "hasWallets" | "onDriver">) {
  const stripe = useStripe()
  const elements = useElements()
  const [isReady, setReady] = useState(false)
  useEffect(() => {
    if (!stripe || !elements || !isReady) return
    onDriver(cardDriver(stripe, elements))
    return () => onDriver(null)
  }, [stripe, elements, isReady, onDriver])
  const inWallets = hasWallets ? "never" : "auto"
  return (
    <PaymentElement
      options={{ layout: "tabs", wallets: { applePay: inWallets, googlePay: inWallets } }}
      onReady={() => setReady(true)}
    />
  )
}

function cardDriver(stripe: Stripe, elements: StripeElements): Driver {
  return {
    check: async () => {
      const { error } = await elements.submit()
      if (error) elements.getElement("payment")?.focus()
      return toldBy(error)
    },
    act: ({ client_secret: clientSecret = "" }, returnTo) =>
      confirm(stripe, elements, clientSecret, returnTo),
  }
}

export async function confirm(
  stripe: Stripe,
  elements: StripeElements,
  clientSecret: string,
  returnTo: string,
): Promise<Told | null> {
  const { error } = await stripe.confirmPayment({
    elements,
    clientSecret,
    confirmParams: { return_url: returnTo },
    redirect: "if_required",
  })
  return toldBy(error)
}
