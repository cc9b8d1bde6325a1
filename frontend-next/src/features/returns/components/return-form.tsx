"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"

import { ChoiceCard } from "@/components/ui/choice-card"
import { SelectField, TextAreaField, TextField } from "@/components/ui/field"
import { FormProblem } from "@/components/ui/form-problem"
import { SubmitButton } from "@/components/ui/submit-button"
import { useFormAction } from "@/components/ui/use-form-action"
import { askReturn } from "@/features/returns/actions"
import { shrunk } from "@/features/returns/photo"
import type { OrderReturns } from "@/lib/api/types"
import { useProblemText } from "@/lib/problem-text"

type ReturnFormProps = {
  number: string
  token?: string | undefined
  lines: { id: string; name: string; left: number }[]
  freeFor: OrderReturns["rules"]["free_for"]
  /** What is taken off for the way back, in words; empty for nothing. */
  labelCost: string
  canBeCredited: boolean
}

const REASONS = ["changed_mind", "wrong_size", "damaged", "faulty", "wrong_item", "not_as_described"] as const

/** What comes back, why, and what the customer would like for it. Works before scripts run. */
export function ReturnForm({ number, token, lines, freeFor, labelCost, canBeCredited }: ReturnFormProps) {
  const t = useTranslations("returns")
  const problemText = useProblemText()
  const [state, action] = useFormAction(askReturn, null)
  const [reason, setReason] = useState<(typeof REASONS)[number] | "">("")
  const refused = state?.ok === false ? state : null
  const kept = refused?.values ?? {}
  const wishes = canBeCredited
    ? (["refund", "credit", "exchange"] as const)
    : (["refund", "exchange"] as const)
  return (
    <form action={action} className="flex max-w-2xl flex-col gap-8" data-slot="return-form">
      {refused && <FormProblem refusal={refused}>{problemText(refused)}</FormProblem>}
      <input type="hidden" name="number" value={number} />
      {token && <input type="hidden" name="token" value={token} />}
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-3 font-display text-heading">{t("what")}</legend>
        {lines.map(({ id, name, left }) => (
          <SelectField
            key={id}
            id={`pieces-${id}`}
            name={`pieces-${id}`}
            label={name}
            defaultValue={kept[`pieces-${id}`] ?? (lines.length === 1 ? "1" : "0")}
          >
            {Array.from({ length: left + 1 }, (_, pieces) => (
              <option key={pieces} value={pieces}>
                {t("pieces", { number: pieces })}
              </option>
            ))}
          </SelectField>
        ))}
      </fieldset>
      <SelectField
        id="reason"
        name="reason"
        label={t("reason")}
        defaultValue={kept.reason ?? ""}
        hint={hintOf(reason)}
        onChange={(event) => {
          setReason(event.target.value as (typeof REASONS)[number])
        }}
        required
      >
        <option value="" disabled>
          {t("choose")}
        </option>
        {REASONS.map((code) => (
          <option key={code} value={code}>
            {t(`reasons.${code}`)}
          </option>
        ))}
      </SelectField>
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-3 font-display text-heading">{t("wish")}</legend>
        {wishes.map((code) => (
          <ChoiceCard
            key={code}
            name="wish"
            value={code}
            title={t(`wishes.${code}`)}
            text={t(`wishTexts.${code}`)}
            isChosen={code === (kept.wish ?? "refund")}
          />
        ))}
      </fieldset>
      <TextAreaField
        id="comment"
        name="comment"
        label={t("comment")}
        hint={t("commentHint")}
        rows={3}
        maxLength={1000}
        defaultValue={kept.comment}
      />
      <TextField
        id="photo"
        name="photo"
        type="file"
        accept="image/jpeg,image/png,image/webp"
        label={t("photo")}
        hint={t("photoHint")}
        className="[&_input]:py-2.5"
        onChange={(event) => {
          void replace(event.target)
        }}
      />
      <SubmitButton pendingText={t("asking")} className="self-start">
        {t("ask")}
      </SubmitButton>
    </form>
  )

  function hintOf(code: string) {
    if (!code) return undefined
    if ((freeFor as string[]).includes(code)) return t("freeWay")
    return labelCost ? t("paidWay", { amount: labelCost }) : t("ownWay")
  }
}

/** What is sent is small enough for any line; a picture that cannot be drawn is sent as it is, and refused. */
async function replace(field: HTMLInputElement): Promise<void> {
  const [file] = field.files ?? []
  const small = file && (await shrunk(file))
  if (!small) return
  const files = new DataTransfer()
  files.items.add(small)
  field.files = files.files
}
