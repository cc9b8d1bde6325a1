"use client"

import { useTranslations } from "next-intl"

import { TextField } from "@/components/ui/field"
import { FormProblem } from "@/components/ui/form-problem"
import { SubmitButton } from "@/components/ui/submit-button"
import { useFormAction } from "@/components/ui/use-form-action"
import { keepGoods, sendReturn } from "@/features/returns/actions"
import { useProblemText } from "@/lib/problem-text"

type ReturnStepsProps = {
  number: string
  token?: string | undefined
  id: string
  canBeSent: boolean
  canBeKept: boolean
}

/** What a customer can say about a return of theirs: it is on its way, or it stays. */
export function ReturnSteps({ number, token, id, canBeSent, canBeKept }: ReturnStepsProps) {
  const t = useTranslations("returns")
  const problemText = useProblemText()
  const [sent, send] = useFormAction(sendReturn, null)
  const [kept, keep] = useFormAction(keepGoods, null)
  const refused = [sent, kept].find((state) => state?.ok === false)
  const hidden = (
    <>
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="return" value={id} />
      {token && <input type="hidden" name="token" value={token} />}
    </>
  )
  return (
    <div className="mt-4 flex flex-col gap-4">
      {refused?.ok === false && <FormProblem refusal={refused}>{problemText(refused)}</FormProblem>}
      {canBeSent && (
        <form action={send} className="grid gap-4 sm:grid-cols-2" data-slot="return-sent">
          {hidden}
          <TextField id={`carrier-${id}`} name="carrier" label={t("carrier")} maxLength={64} />
          <TextField
            id={`tracking-${id}`}
            name="tracking_number"
            label={t("trackingNumber")}
            maxLength={128}
            dir="ltr"
          />
          <SubmitButton variant="secondary" pendingText={t("asking")} className="justify-self-start">
            {t("sent")}
          </SubmitButton>
        </form>
      )}
      {canBeKept && (
        <form action={keep} data-slot="return-kept">
          {hidden}
          <SubmitButton variant="quiet" pendingText={t("asking")}>
            {t("keep")}
          </SubmitButton>
        </form>
      )}
    </div>
  )
}
