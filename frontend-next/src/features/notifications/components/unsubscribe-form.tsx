"use client"

import { useTranslations } from "next-intl"

import { FormProblem } from "@/components/ui/form-problem"
import { SubmitButton } from "@/components/ui/submit-button"
import { useFormAction } from "@/components/ui/use-form-action"
import { unsubscribe } from "@/features/notifications/actions"
import { useProblemText } from "@/lib/problem-text"

export function UnsubscribeForm({ token }: { token: string }) {
  const t = useTranslations("notifications")
  const problemText = useProblemText()
  const [state, action] = useFormAction(unsubscribe, null)
  return (
    <form action={action} className="flex flex-col items-start gap-3">
      <input type="hidden" name="token" value={token} />
      <SubmitButton pendingText={t("saving")}>{t("unsubscribe")}</SubmitButton>
      {state?.ok === false && <FormProblem refusal={state}>{problemText(state)}</FormProblem>}
    </form>
  )
}
