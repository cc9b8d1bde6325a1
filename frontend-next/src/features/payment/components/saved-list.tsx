"use client"

import { useFormatter, useTranslations } from "next-intl"

import { SubmitButton } from "@/components/ui/submit-button"
import { useFormAction } from "@/components/ui/use-form-action"
import { deleteMethod, preferMethod } from "@/features/payment/saved-actions"
import { usedFirst } from "@/features/payment/saved-order"
import type { SavedMethod } from "@/lib/api/types"
import type { Refusal } from "@/lib/forms"
import { useProblemText } from "@/lib/problem-text"

const MONTH = { year: "numeric", month: "2-digit", timeZone: "UTC" } as const

/** What a customer has saved to pay with. */
export function SavedList({ methods }: { methods: SavedMethod[] }) {
  const t = useTranslations("payment")
  const format = useFormatter()
  const problemText = useProblemText()
  const [forgotten, forget] = useFormAction(deleteMethod, null)
  const [preferred, prefer] = useFormAction(preferMethod, null)
  const refused = [forgotten, preferred].find((state): state is Refusal => state?.ok === false)
  const first = usedFirst(methods)
  if (methods.length === 0) return <p className="text-soft">{t("noneSaved")}</p>
  return (
    <ul data-slot="saved-method-list" className="border-t border-line">
      {methods.map(({ id, label, expires, is_expired: isExpired }) => (
        <li
          key={id}
          className="flex flex-wrap items-center justify-between gap-x-6 border-b border-line py-3"
        >
          <span>
            <bdi className="font-medium">{label}</bdi>
            {expires && !isExpired && (
              <span className="block text-sm text-soft">
                {t("validUntil", { date: format.dateTime(new Date(expires), MONTH) })}
              </span>
            )}
            {id === first?.id && methods.length > 1 && (
              <span className="block text-sm text-soft">{t("usedFirst")}</span>
            )}
            {isExpired && <span className="block text-sm text-danger">{t("methodExpired")}</span>}
          </span>
          <div className="flex flex-wrap gap-x-4">
            {id !== first?.id && !isExpired && methods.length > 1 && (
              <Act action={prefer} id={id} label={label} text={t("useFirst")} pendingText={t("saving")} />
            )}
            <Act action={forget} id={id} label={label} text={t("delete")} pendingText={t("deleting")} />
          </div>
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

function Act(props: {
  action: (form: FormData) => void
  id: string
  label: string
  text: string
  pendingText: string
}) {
  return (
    <form action={props.action}>
      <input type="hidden" name="id" value={props.id} />
      <SubmitButton variant="quiet" size="small" pendingText={props.pendingText}>
        {props.text} <span className="sr-only">{props.label}</span>
      </SubmitButton>
    </form>
  )
}
