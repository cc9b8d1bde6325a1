"use client"

import { useLocale, useTranslations } from "next-intl"
import { useRef, useState } from "react"

import { useFormAction } from "@/components/ui/use-form-action"
import { beginPayment, followPayment, type Begun } from "@/features/payment/actions"
import { useDriver, type Driver, type Told } from "@/features/payment/driver"
import { DECLINED, MISTYPED, type Refused } from "@/features/payment/places"
import type { Snapshot } from "@/features/payment/snapshot"
import { whenBegun } from "@/features/payment/when-begun"
import { localHref } from "@/i18n/navigation"
import type { PaymentMethod } from "@/lib/api/types"
import { formValues } from "@/lib/forms"

/** What is said about a card, and not about a wallet. */
const OF_CARD = ["saved_method", "saves_method"]

type Wallet = { driver: Driver; method: string }

/**
 * Pays in up to three steps: the provider's script looks at what was typed, the shop begins the payment, the script has
 * the customer pay. Whatever goes wrong is a refusal, after which everything is still there and the same button tries
 * again: the same try while it can still be paid, a new one after that.
 */
export function usePayment(choices: PaymentMethod[]) {
  const t = useTranslations("payment")
  const locale = useLocale()
  const { onDriver, driverOnceReady } = useDriver()
  const wallet = useRef<Wallet | null>(null)
  const attempt = useRef(0)
  const isBusy = useRef(false)
  const [reservedUntil, setReservedUntil] = useState<string | null>(null)
  const [hasTried, setTried] = useState(false)

  const declined = (form: FormData, told: Told, reason = ""): Refused => ({
    ok: false,
    code: told.isShown ? MISTYPED : DECLINED,
    detail: reason || told.message || t("notFinished"),
    params: {},
    fields: {},
    values: formValues(form),
  })

  const act = async (form: FormData, begun: Snapshot, current: Driver | null): Promise<Refused> => {
    const payment = current ? await whenBegun(begun, followPayment) : begun
    // Nobody was asked for money yet: the same button goes on with the same try.
    if (current && !payment.step && payment.isPayable) return declined(form, { message: t("fieldsAway") })
    const page = localHref({ href: `/checkout/payments/${payment.id}`, locale })
    const told =
      current && payment.step ? await current.act(payment.step.next.client, payment.returnUrl) : null
    const after = await followPayment(payment.id)
    if (!after.isForOrder) setReservedUntil(after.expiresAt)
    if (!after.isPayable) attempt.current += 1
    if (told ?? after.reason) return declined(form, told ?? { message: "" }, after.reason)
    window.location.assign(page)
    return new Promise(() => undefined)
  }

  const pay = async (form: FormData): Promise<Begun | Refused> => {
    const used = wallet.current
    const isByScript = choices.some(({ code, script }) => script && code === form.get("payment_method"))
    const current = used?.driver ?? (isByScript ? await driverOnceReady() : null)
    if (isByScript && !current) return declined(form, { message: t("fieldsAway") })
    wallet.current = null
    if (used) form.set("payment_method", used.method)
    if (used) for (const name of OF_CARD) form.delete(name)
    form.set("scripts", "on")
    form.append("attempt", String(attempt.current))
    const told = await current?.check()
    if (told) return declined(form, told)
    const begun = await beginPayment(null, form)
    if (begun.ok) return act(form, begun.payment, current)
    current?.giveUp?.()
    return begun
  }

  const payOnce = async (state: Begun | Refused | null, form: FormData) => {
    if (isBusy.current) return state
    isBusy.current = true
    setTried(true)
    try {
      return await pay(form)
    } finally {
      isBusy.current = false
    }
  }

  const [state, action] = useFormAction<Begun>(beginPayment, null, payOnce)
  const onWallet = (next: Wallet) => {
    wallet.current = next
  }
  return {
    refused: state?.ok === false ? (state as Refused) : null,
    action,
    onDriver,
    onWallet,
    reservedUntil,
    hasTried,
  }
}
