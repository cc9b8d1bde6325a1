"use client"

import { useTranslations } from "next-intl"

import { TextField } from "@/components/ui/field"
import { FormProblem } from "@/components/ui/form-problem"
import { SubmitButton } from "@/components/ui/submit-button"
import { useFormAction } from "@/components/ui/use-form-action"
import { lookUpOrder } from "@/features/orders/actions"
import { useProblemText } from "@/lib/problem-text"

/** Opens the page of an order, or where it can be withdrawn from. */
export function LookupForm({ leadsTo }: { leadsTo?: "withdraw" }) {
  const t = useTranslations("orders")
  const problemText = useProblemText()
  const [state, action] = useFormAction(lookUpOrder, null)
  const refused = state?.ok === false ? state : null
  return (
    <form action={action} className="flex max-w-md flex-col gap-5" data-slot="lookup-form">
      {refused && <FormProblem refusal={refused}>{problemText(refused)}</FormProblem>}
      {leadsTo && <input type="hidden" name="leads_to" value={leadsTo} />}
      <TextField
        id="number"
        name="number"
        label={t("number")}
        hint={t("numberHint")}
        placeholder="R-XXXX-XXXX"
        dir="ltr"
        autoComplete="off"
        autoCapitalize="characters"
        maxLength={32}
        defaultValue={refused?.values.number}
        className="rtl:[&_input]:text-end"
        required
      />
      <TextField
        id="email"
        name="email"
        type="email"
        label={t("email")}
        dir="ltr"
        autoComplete="email"
        defaultValue={refused?.values.email}
        className="rtl:[&_input]:text-end"
        required
      />
      <SubmitButton pendingText={t("looking")} className="self-start">
        {t("find")}
      </SubmitButton>
    </form>
  )
}
