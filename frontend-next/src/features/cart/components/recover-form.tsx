"use client"

import { useTranslations } from "next-intl"

import { FormProblem } from "@/components/ui/form-problem"
import { SubmitButton } from "@/components/ui/submit-button"
import { useFormAction } from "@/components/ui/use-form-action"
import { recoverCart } from "@/features/cart/actions"
import { useProblemText } from "@/lib/problem-text"

export function RecoverForm({ token }: { token: string }) {
  const t = useTranslations("cart.recover")
  const problemText = useProblemText()
  const [state, action] = useFormAction(recoverCart, null)
  return (
    <form action={action} data-slot="recover-form" className="flex flex-col items-start gap-3">
      <input type="hidden" name="token" value={token} />
      <SubmitButton pendingText={t("putting")}>{t("put")}</SubmitButton>
      {state?.ok === false && <FormProblem refusal={state}>{problemText(state)}</FormProblem>}
    </form>
  )
}
