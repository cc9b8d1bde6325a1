"use client"

import { useTranslations } from "next-intl"

import { SelectField, TextAreaField, TextField } from "@/components/ui/field"
import { FormProblem } from "@/components/ui/form-problem"
import { Notice } from "@/components/ui/notice"
import { SubmitButton } from "@/components/ui/submit-button"
import { useFocusFirstInvalid } from "@/components/ui/use-focus-first-invalid"
import { useFormAction } from "@/components/ui/use-form-action"
import { writeReview } from "@/features/product/actions"
import { useProblemText } from "@/lib/problem-text"

const SCORES = [5, 4, 3, 2, 1]

export function ReviewForm({ slug }: { slug: string }) {
  const t = useTranslations("reviews")
  const problemText = useProblemText()
  const [state, action] = useFormAction(writeReview, null)
  const refused = state?.ok === false ? state : null
  const form = useFocusFirstInvalid(refused)
  const field = (name: string) => {
    const problem = refused?.fields[name]
    const id = `review-${name}`
    return { id, name, error: problem && problemText(problem), defaultValue: refused?.values[name] ?? "" }
  }
  if (state?.ok) {
    return (
      <Notice tone="success" role="status">
        {t("thanks")}
      </Notice>
    )
  }
  return (
    <form
      ref={form}
      action={action}
      noValidate
      aria-labelledby="review-form"
      data-slot="review-form"
      className="flex max-w-xl flex-col gap-5"
    >
      <div>
        <h3 id="review-form" className="font-display text-xl">
          {t("write")}
        </h3>
        <p className="mt-1 text-sm text-faint">{t("writeText")}</p>
      </div>
      <input type="hidden" name="slug" value={slug} />
      {refused && <FormProblem refusal={refused}>{problemText(refused)}</FormProblem>}
      <SelectField key={refused?.values.score} {...field("score")} label={t("score")} required>
        <option value="">{t("choose")}</option>
        {SCORES.map((score) => (
          <option key={score} value={score}>
            {t("stars", { score })}
          </option>
        ))}
      </SelectField>
      <TextField {...field("title")} label={t("heading")} maxLength={120} dir="auto" required />
      <TextAreaField {...field("body")} label={t("text")} maxLength={4000} rows={5} dir="auto" required />
      <SubmitButton pendingText={t("sending")} className="self-start">
        {t("send")}
      </SubmitButton>
    </form>
  )
}
