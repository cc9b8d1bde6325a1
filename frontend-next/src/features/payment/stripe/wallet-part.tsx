"use client"

import { ExpressCheckoutElement, useElements, useStripe } from "@stripe/react-stripe-js"
import type { StripeExpressCheckoutElementConfirmEvent } from "@stripe/stripe-js"
import { useTranslations } from "next-intl"
import { useState } from "react"

import type { Driver } from "@/features/payment/driver"
import { confirm } from "@/features/payment/stripe/card-part"
import { StripeFrame, type StripeAccount } from "@/features/payment/stripe/frame"
import { toldBy } from "@/features/payment/stripe/told"
import type { Money } from "@/lib/api/types"
import { cn } from "@/lib/cn"

type WalletPartProps = StripeAccount & { due: Money; onPay: (driver: Driver) => void }

/** The buttons of the wallets that this device has, above everything that has to be typed. */
export default function WalletPart({ onPay, ...frame }: WalletPartProps) {
  return (
    <StripeFrame {...frame}>
      <WalletButtons onPay={onPay} />
    </StripeFrame>
  )
}

function WalletButtons({ onPay }: Pick<WalletPartProps, "onPay">) {
  const t = useTranslations("payment")
  const stripe = useStripe()
  const elements = useElements()
  const [isOffered, setOffered] = useState(false)
  const pay = (event: StripeExpressCheckoutElementConfirmEvent) => {
    if (!stripe || !elements) return
    onPay({
      giveUp: () => event.paymentFailed({ reason: "fail" }),
      check: async () => toldBy((await elements.submit()).error),
      act: async ({ client_secret: secret = "" }, returnTo) => {
        const told = await confirm(stripe, elements, secret, returnTo)
        if (told) event.paymentFailed({ reason: "fail" })
        return told
      },
    })
  }
  return (
    <section aria-label={t("wallets")} data-slot="wallets" className={cn(!isOffered && "hidden")}>
      <ExpressCheckoutElement
        options={{ buttonHeight: 48 }}
        onReady={({ availablePaymentMethods: offered }) => setOffered(offered !== undefined)}
        onConfirm={pay}
      />
      <p className="mt-5 flex items-center gap-4 text-sm text-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t("orOtherwise")}
      </p>
    </section>
  )
}
