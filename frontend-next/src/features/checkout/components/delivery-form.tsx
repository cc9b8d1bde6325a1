"use client"

import { useLocale, useTranslations } from "next-intl"

import { FormProblem } from "@/components/ui/form-problem"
import { Notice } from "@/components/ui/notice"
import { SubmitButton } from "@/components/ui/submit-button"
import { useFormAction } from "@/components/ui/use-form-action"
import { saveDelivery } from "@/features/checkout/actions"
import { ChoiceCard } from "@/components/ui/choice-card"
import type { ShippingMethod } from "@/lib/api/types"
import { daysInWords } from "@/lib/delivery-days"
import { formatMoney, isZero } from "@/lib/money"
import { useProblemText } from "@/lib/problem-text"

import { PricedBy } from "@/features/checkout/components/priced-by"

type DeliveryFormProps = { methods: ShippingMethod[]; chosenCode: string | undefined }

export function DeliveryForm({ methods, chosenCode }: DeliveryFormProps) {
  const t = useTranslations("checkout")
  const locale = useLocale()
  const problemText = useProblemText()
  const [state, action] = useFormAction(saveDelivery, null)
  if (methods.length === 0) return <Notice tone="warning">{t("noDelivery")}</Notice>
  const refused = state?.ok === false ? state : null
  const chosen = refused?.values.code ?? chosenCode ?? methods[0]?.code
  return (
    <form action={action} className="flex flex-col gap-6" data-slot="delivery-form">
      {state?.ok === false && <FormProblem refusal={state}>{problemText(state)}</FormProblem>}
      <fieldset className="flex flex-col gap-3">
        <legend className="sr-only">{t("steps.delivery")}</legend>
        {methods.map((method) => (
          <ChoiceCard
            key={method.code}
            name="code"
            value={method.code}
            title={method.name}
            text={<MethodText method={method} />}
            aside={isZero(method.price) ? t("free") : formatMoney(method.price, locale)}
            isChosen={method.code === chosen}
          />
        ))}
      </fieldset>
      <SubmitButton pendingText={t("saving")} className="sm:self-start">
        {t("continueToPayment")}
      </SubmitButton>
    </form>
  )
}

function MethodText({ method }: { method: ShippingMethod }) {
  const t = useTranslations("checkout")
  const arrival = useTranslations("delivery")
  const locale = useLocale()
  const { minimum_days: from, maximum_days: to, description, delivery } = method
  const span = from === to ? t("days", { count: to }) : t("dayRange", { from, to })
  const days = delivery ? arrival("arrives", { days: daysInWords(delivery, locale) }) : span
  return (
    <>
      {[description, days].filter(Boolean).join(" · ")}
      <PricedBy method={method} />
    </>
  )
}
