"use client"

import { useLocale, useTranslations } from "next-intl"
import { useActionState } from "react"

import { Notice } from "@/components/ui/notice"
import { SubmitButton } from "@/components/ui/submit-button"
import { placeOrder } from "@/features/checkout/actions"
import { ChangeList } from "@/features/checkout/components/change-list"
import { ChoiceCard } from "@/features/checkout/components/choice-card"
import type { Money, PaymentMethod } from "@/lib/api/types"
import { formatMoney } from "@/lib/money"
import { useProblemText } from "@/lib/problem-text"

/** Nothing was ordered because something changed; the same button now confirms what is shown. */
const ASKS_AGAIN = ["checkout_changed", "voucher_unavailable"]

type PlaceFormProps = { cartId: string; fingerprint: string; methods: PaymentMethod[]; total: Money }

export function PlaceForm({ cartId, fingerprint, methods, total }: PlaceFormProps) {
  const t = useTranslations("checkout")
  const locale = useLocale()
  const problemText = useProblemText()
  const [refused, action] = useActionState(placeOrder, null)
  return (
    <form action={action} className="flex flex-col gap-6" data-slot="place-form">
      <input type="hidden" name="cart_id" value={cartId} />
      <input type="hidden" name="fingerprint" value={fingerprint} />
      <fieldset className="flex flex-col gap-3">
        <legend className="sr-only">{t("paymentMethod")}</legend>
        {methods.map((method, index) => (
          <ChoiceCard
            key={method.code}
            name="payment_method"
            value={method.code}
            title={method.name}
            text={method.description}
            isChosen={index === 0}
          />
        ))}
      </fieldset>
      {refused && (
        <Notice tone={ASKS_AGAIN.includes(refused.code) ? "warning" : "danger"} role="alert">
          <p className="font-medium">{problemText(refused)}</p>
          <ChangeList changes={refused.changes} />
          {ASKS_AGAIN.includes(refused.code) && <p className="mt-2">{t("lookAgain")}</p>}
        </Notice>
      )}
      <div className="flex flex-col gap-3">
        <SubmitButton pendingText={t("placing")} className="min-h-14 text-lg">
          {t("placeOrder", { total: formatMoney(total, locale) })}
        </SubmitButton>
        <p className="text-sm text-faint">{t("placeNote")}</p>
      </div>
    </form>
  )
}
