"use client"

import { useTranslations } from "next-intl"

import { FormProblem } from "@/components/ui/form-problem"
import { ChangeList } from "@/features/payment/components/change-list"
import { placeOf, type Refused } from "@/features/payment/places"
import { useProblemText } from "@/lib/problem-text"

/** Nothing was ordered because something changed; the same button now confirms what is shown. */
const ASKS_AGAIN = ["checkout_changed", "voucher_unavailable", "payment_fee_changed"]

/** What was refused as a whole. */
export function FormRefusal({ refused }: { refused: Refused }) {
  const t = useTranslations("payment")
  const problemText = useProblemText()
  if (placeOf(refused) !== "form") return null
  const asksAgain = ASKS_AGAIN.includes(refused.code)
  return (
    <FormProblem refusal={refused} tone={asksAgain ? "warning" : "danger"}>
      <p className="font-medium">{problemText(refused)}</p>
      <ChangeList changes={refused.changes ?? []} />
      {asksAgain && <p className="mt-2">{t("lookAgain")}</p>}
    </FormProblem>
  )
}
