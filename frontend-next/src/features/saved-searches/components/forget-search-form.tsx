"use client"

import { useTranslations } from "next-intl"
import { useActionState } from "react"

import { SubmitButton } from "@/components/ui/submit-button"
import { forgetSavedSearch } from "@/features/saved-searches/actions"
import { useProblemText } from "@/lib/problem-text"

export function ForgetSearchForm({ id, name }: { id: string; name: string }) {
  const t = useTranslations("savedSearches")
  const problemText = useProblemText()
  const [state, action] = useActionState(forgetSavedSearch, null)
  return (
    <form action={action} className="flex items-center gap-3">
      <input type="hidden" name="saved_id" value={id} />
      {state?.ok === false && (
        <p role="alert" className="text-sm text-danger">
          {problemText(state)}
        </p>
      )}
      <SubmitButton variant="quiet" size="small" pendingText={t("forgetting")}>
        {t("forget")} <span className="sr-only">{name}</span>
      </SubmitButton>
    </form>
  )
}
