"use client"

import { useTranslations } from "next-intl"

import { FormProblem } from "@/components/ui/form-problem"
import { SubmitButton } from "@/components/ui/submit-button"
import { useFormAction } from "@/components/ui/use-form-action"
import { withdraw } from "@/features/returns/actions"
import { useProblemText } from "@/lib/problem-text"

/** The button that the law asks for; the page around it says what pressing it means. */
export function WithdrawForm({ number, token }: { number: string; token?: string | undefined }) {
  const t = useTranslations("returns")
  const problemText = useProblemText()
  const [state, action] = useFormAction(withdraw, null)
  const refused = state?.ok === false ? state : null
  return (
    <form action={action} className="flex flex-col items-start gap-4" data-slot="withdraw-form">
      {refused && <FormProblem refusal={refused}>{problemText(refused)}</FormProblem>}
      <input type="hidden" name="number" value={number} />
      {token && <input type="hidden" name="token" value={token} />}
      <SubmitButton pendingText={t("asking")}>{t("confirmWithdrawal")}</SubmitButton>
    </form>
  )
}
