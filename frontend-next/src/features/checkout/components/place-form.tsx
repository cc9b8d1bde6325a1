"use client"

import { useLocale, useTranslations } from "next-intl"

import { FormProblem } from "@/components/ui/form-problem"
import { SubmitButton } from "@/components/ui/submit-button"
import { useFormAction } from "@/components/ui/use-form-action"
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
  const [refused, action] = useFormAction(placeOrder, null)
  const changes = refused && "changes" in refused ? refused.changes : []
  const chosen = refused?.values.payment_method ?? methods[0]?.code
  return (
    <form action={action} className="flex flex-col gap-6" data-slot="place-form">
      <input type="hidden" name="cart_id" value={cartId} />
      <input type="hidden" name="fingerprint" value={fingerprint} />
      <fieldset className="flex flex-col gap-3">
        <legend className="sr-only">{t("paymentMethod")}</legend>
        {methods.map((method) => (
          <ChoiceCard
            key={method.code}
            name="payment_method"
            value={method.code}
            title={method.name}
            text={method.description}
            isChosen={method.code === chosen}
          />
        ))}
      </fieldset>
      {refused && (
        <FormProblem refusal={refused} tone={ASKS_AGAIN.includes(refused.code) ? "warning" : "danger"}>
          <p className="font-medium">{problemText(refused)}</p>
          <ChangeList changes={changes} />
          {ASKS_AGAIN.includes(refused.code) && <p className="mt-2">{t("lookAgain")}</p>}
        </FormProblem>
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
