"use client"

import { useTranslations } from "next-intl"
import { useActionState } from "react"

import { Notice } from "@/components/ui/notice"
import { SubmitButton } from "@/components/ui/submit-button"
import { saveSearch } from "@/features/saved-searches/actions"
import { searchFields, type SearchToSave } from "@/features/saved-searches/schema"
import { Link } from "@/i18n/navigation"
import { useProblemText } from "@/lib/problem-text"

export function SaveSearchForm({ search }: { search: SearchToSave }) {
  const t = useTranslations("savedSearches")
  const problemText = useProblemText()
  const [state, action] = useActionState(saveSearch, null)
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
      {state && (
        <Notice tone="danger" role="alert">
          {problemText(state)}
        </Notice>
      )}
    </form>
  )
}
