"use client"

import { useTranslations } from "next-intl"

import { SubmitButton } from "@/components/ui/submit-button"
import { useFormAction } from "@/components/ui/use-form-action"
import { deleteMethod } from "@/features/payment/saved-actions"
import type { SavedMethod } from "@/lib/api/types"
import { useProblemText } from "@/lib/problem-text"

/** What a customer has saved to pay with. */
export function SavedList({ methods }: { methods: SavedMethod[] }) {
  const t = useTranslations("payment")
  const problemText = useProblemText()
  const [state, action] = useFormAction(deleteMethod, null)
  const refused = state?.ok === false ? state : null
  if (methods.length === 0) return <p className="text-soft">{t("noneSaved")}</p>
  return (
    <ul data-slot="saved-method-list" className="border-t border-line">
      {methods.map(({ id, label, is_expired: isExpired }) => (
        <li
          key={id}
          className="flex flex-wrap items-center justify-between gap-x-6 border-b border-line py-3"
        >
          <span>
            <bdi className="font-medium">{label}</bdi>
            {isExpired && <span className="block text-sm text-danger">{t("methodExpired")}</span>}
          </span>
          <form action={action}>
            <input type="hidden" name="id" value={id} />
            <SubmitButton variant="quiet" size="small" pendingText={t("deleting")}>
              {t("delete")} <span className="sr-only">{label}</span>
            </SubmitButton>
          </form>
          {refused?.values.id === id && (
            <p role="alert" className="basis-full text-sm text-danger">
              {problemText(refused)}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
