"use client"

import { useTranslations } from "next-intl"
import { useActionState } from "react"

import { SubmitButton } from "@/components/ui/submit-button"
import { changeAddress } from "@/features/addresses/actions"
import { useProblemText } from "@/lib/problem-text"

type AddressButtonsProps = { id: string; name: string; isUsual: boolean }

export function AddressButtons({ id, name, isUsual }: AddressButtonsProps) {
  const t = useTranslations("address")
  const problemText = useProblemText()
  const [state, action] = useActionState(changeAddress, null)
  const intents = isUsual ? (["delete"] as const) : (["makeUsual", "delete"] as const)
  return (
    <div className="flex flex-wrap items-center gap-3">
      {state?.ok === false && (
        <p role="alert" className="text-sm text-danger">
          {problemText(state)}
        </p>
      )}
      {intents.map((intent) => (
        <form key={intent} action={action}>
          <input type="hidden" name="address_id" value={id} />
          <input type="hidden" name="intent" value={intent} />
          <SubmitButton variant="quiet" size="small" pendingText={t("changing")}>
            {t(intent)} <span className="sr-only">{name}</span>
          </SubmitButton>
        </form>
      ))}
    </div>
  )
}
