"use client"

import { useLocale, useTranslations } from "next-intl"
import { lazy, Suspense, useState, type ChangeEvent } from "react"

import { FormProblem } from "@/components/ui/form-problem"
import { Notice } from "@/components/ui/notice"
import { SubmitButton } from "@/components/ui/submit-button"
import { useFormAction } from "@/components/ui/use-form-action"
import { saveDelivery } from "@/features/checkout/actions"
import { ChoiceCard } from "@/components/ui/choice-card"
import type { PickupPoint, ShippingMethod } from "@/lib/api/types"
import { daysInWords } from "@/lib/delivery-days"
import { formatMoney, isZero } from "@/lib/money"
import { useProblemText } from "@/lib/problem-text"

import type { PointsAnswer } from "@/features/checkout/queries"
import { PricedBy } from "@/features/checkout/components/priced-by"

const PickupPart = lazy(() => import("@/features/checkout/components/pickup-part"))

type DeliveryFormProps = {
  methods: ShippingMethod[]
  chosenCode: string | undefined
  point: PickupPoint | null
  /** Pickup points of the chosen way, where it goes to some. */
  points: PointsAnswer | null
}

export function DeliveryForm({ methods, chosenCode, point, points }: DeliveryFormProps) {
  const t = useTranslations("checkout")
  const locale = useLocale()
  const problemText = useProblemText()
  const [state, action] = useFormAction(saveDelivery, null)
  const [picked, setPicked] = useState<string>()
  if (methods.length === 0) return <Notice tone="warning">{t("noDelivery")}</Notice>
  const refused = state?.ok === false ? state : null
  const chosen = refused?.values.code ?? chosenCode ?? methods[0]?.code
  const current = methods.find(({ code }) => code === (picked ?? chosen))
  const note = ({ target }: ChangeEvent<HTMLFieldSetElement>) => {
    const field = target as unknown as HTMLInputElement
    if (field.name === "code") setPicked(field.value)
  }
  return (
    <form action={action} className="flex flex-col gap-6" data-slot="delivery-form">
      {state?.ok === false && <FormProblem refusal={state}>{problemText(state)}</FormProblem>}
      <fieldset className="flex flex-col gap-3" onChange={note}>
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
      {current?.has_pickup_points && (
        <Suspense>
          <PickupPart
            key={current.code}
            method={current.code}
            chosen={current.code === chosenCode ? point : null}
            found={current.code === chosenCode ? points : null}
          />
        </Suspense>
      )}
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
