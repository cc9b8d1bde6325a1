"use client"

import { useTranslations } from "next-intl"

import { FormProblem } from "@/components/ui/form-problem"
import { Notice } from "@/components/ui/notice"
import { SubmitButton } from "@/components/ui/submit-button"
import { useFormAction } from "@/components/ui/use-form-action"
import { saveSearch } from "@/features/saved-searches/actions"
import { searchFields, type SearchToSave } from "@/features/saved-searches/fields"
import { Link } from "@/i18n/navigation"
import { useProblemText } from "@/lib/problem-text"

export function SaveSearchForm({ search }: { search: SearchToSave }) {
  const t = useTranslations("savedSearches")
  const problemText = useProblemText()
  const [state, action] = useFormAction(saveSearch, null)
  if (state?.ok) {
    return (
      <Notice tone="success" role="status">
        {t("saved")}{" "}
        <Link href="/account" className="link">
          {t("toAccount")}
        </Link>
      </Notice>
    )
  }
  return (
    <form action={action} className="flex flex-col items-start gap-3">
      {searchFields(search).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton variant="secondary" size="small" pendingText={t("saving")}>
        {t("save")}
      </SubmitButton>
      {state && <FormProblem refusal={state}>{problemText(state)}</FormProblem>}
    </form>
  )
}
