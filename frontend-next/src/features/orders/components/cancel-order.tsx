"use client"

import { useTranslations } from "next-intl"

import { FormProblem } from "@/components/ui/form-problem"
import { Icon } from "@/components/ui/icon"
import { SubmitButton } from "@/components/ui/submit-button"
import { useFormAction } from "@/components/ui/use-form-action"
import { cancelOrder } from "@/features/orders/cancelling"
import { useProblemText } from "@/lib/problem-text"

type CancelOrderProps = { number: string; token?: string | undefined }

/** Opened first and pressed then, with and without scripts: nobody cancels by a slip. */
export function CancelOrder({ number, token }: CancelOrderProps) {
  const t = useTranslations("orders")
  const problemText = useProblemText()
  const [state, action] = useFormAction(cancelOrder, null)
  const refused = state?.ok === false ? state : null
  return (
    <details data-slot="cancel-order" className="group border-y border-line">
      <summary className="flex min-h-11 cursor-pointer list-none items-center justify-between gap-4 py-3 font-medium [&::-webkit-details-marker]:hidden">
        {t("cancel")}
        <Icon name="chevron" className="transition-transform group-open:rotate-180" />
      </summary>
      <form action={action} className="flex flex-col items-start gap-4 pb-5">
        <p className="text-soft">{t("cancelText")}</p>
        {refused && <FormProblem refusal={refused}>{problemText(refused)}</FormProblem>}
        <input type="hidden" name="number" value={number} />
        {token && <input type="hidden" name="token" value={token} />}
        <SubmitButton variant="secondary" pendingText={t("cancelling")}>
          {t("cancelForGood")}
        </SubmitButton>
      </form>
    </details>
  )
}
