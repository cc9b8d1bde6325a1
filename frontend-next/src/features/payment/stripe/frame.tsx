"use client"

import { Elements } from "@stripe/react-stripe-js"
import type { Appearance, Stripe, StripeElementLocale } from "@stripe/stripe-js"
import { useLocale, useTranslations } from "next-intl"
import { useEffect, useState, type ReactNode } from "react"

import { Button } from "@/components/ui/button"
import { Notice } from "@/components/ui/notice"
import { stripeFor } from "@/features/payment/stripe/load"
import type { Money } from "@/lib/api/types"
import { minorUnits } from "@/lib/money"

export type StripeAccount = { client: Record<string, string>; standIn: string | undefined }

type StripeFrameProps = StripeAccount & {
  due: Money
  savesMethod?: boolean
  /** What is said when Stripe's script cannot be loaded; without it nothing is. */
  saysWhenAway?: boolean
  children: ReactNode
}

/** Gives Stripe's fields the amount, the language and the looks of this page. */
export function StripeFrame({ client, standIn, due, savesMethod, saysWhenAway, children }: StripeFrameProps) {
  const locale = useLocale()
  const { stripe, isAway, retry } = useStripeOf(client.publishable_key ?? "", standIn)
  if (isAway) return saysWhenAway ? <Away onRetry={retry} /> : null
  if (!stripe) return saysWhenAway ? <Loading /> : null
  return (
    <Elements
      stripe={stripe}
      options={{
        mode: "payment",
        amount: minorUnits(due),
        currency: due.currency.toLowerCase(),
        setupFutureUsage: savesMethod ? "off_session" : null,
        // The money is promised first, and taken once there is an order, unless the shop wants it otherwise.
        captureMethod: client.capture === "with_payment" ? "automatic" : "manual",
        locale: locale as StripeElementLocale,
        appearance: appearance(),
      }}
    >
      {children}
    </Elements>
  )
}

export function useStripeOf(key: string, standIn: string | undefined) {
  const [tries, setTries] = useState(0)
  const [loaded, setLoaded] = useState<{ stripe: Stripe | null; at: number }>()
  useEffect(() => {
    let isOver = false
    const done = (stripe: Stripe | null) => {
      if (!isOver) setLoaded({ stripe, at: tries })
    }
    stripeFor(key, standIn).then(done, () => done(null))
    return () => {
      isOver = true
    }
  }, [key, standIn, tries])
  const current = loaded?.at === tries ? loaded : undefined
  return {
    stripe: current?.stripe,
    isAway: current?.stripe === null,
    retry: () => setTries(tries + 1),
  }
}

export function Loading() {
  const t = useTranslations("payment")
  return (
    <p role="status" className="flex min-h-40 items-center text-soft">
      {t("loadingFields")}
    </p>
  )
}

export function Away({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations("payment")
  return (
    <Notice tone="warning" role="alert">
      <p>{t("fieldsAway")}</p>
      <Button variant="quiet" size="small" onClick={onRetry}>
        {t("loadAgain")}
      </Button>
    </Notice>
  )
}

/** The colours of the shop, which its branding may have changed; Stripe's frames know nothing of our styles. */
export function appearance(): Appearance {
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(`--color-${name}`).trim()
  return {
    theme: "stripe",
    variables: {
      colorPrimary: colour("moss"),
      colorText: colour("ink"),
      colorTextSecondary: colour("soft"),
      colorBackground: colour("raised"),
      colorDanger: colour("danger"),
      borderRadius: "2px",
      fontSizeBase: "16px",
    },
  }
}
