"use client"

import { useLocale, useTranslations } from "next-intl"
import { startTransition, useOptimistic, useRef } from "react"

import { TextAreaField } from "@/components/ui/field"
import { Notice } from "@/components/ui/notice"
import { SubmitButton } from "@/components/ui/submit-button"
import { useFormAction } from "@/components/ui/use-form-action"
import { saveExtra } from "@/features/cart/actions"
import type { CartExtra } from "@/lib/api/types"
import { formatMoney } from "@/lib/money"
import { useProblemText } from "@/lib/problem-text"

/** Something to ask for with the whole basket, and the few words that may come with it. */
export function ExtraForm({ extra }: { extra: CartExtra }) {
  const t = useTranslations("cart.extras")
  const locale = useLocale()
  const problemText = useProblemText()
  const form = useRef<HTMLFormElement>(null)
  const [state, action] = useFormAction(saveExtra, null)
  const [isChosen, setChosen] = useOptimistic(extra.is_chosen)
  const refused = state?.ok === false ? state : null

  const save = (next: boolean) => {
    if (!form.current) return
    const fields = new FormData(form.current)
    startTransition(() => {
      setChosen(next)
      action(fields)
    })
  }

  return (
    <form
      ref={form}
      action={action}
      onSubmit={(event) => {
        // A form that is sent by its action is reset afterwards, and would forget that the box is ticked.
        event.preventDefault()
        save(isChosen)
      }}
      data-slot="extra"
      className="group flex flex-col gap-3"
    >
      <input type="hidden" name="kind" value={extra.kind} />
      <label className="flex min-h-11 cursor-pointer items-center gap-3">
        <input
          type="checkbox"
          name="is_chosen"
          checked={isChosen}
          onChange={(event) => {
            save(event.target.checked)
          }}
          className="size-5 shrink-0 accent-moss"
        />
        <span className="flex-1">{extra.label}</span>
        <span className="tabular-nums">{formatMoney(extra.price, locale)}</span>
      </label>
      <div
        className={
          isChosen
            ? "flex flex-col items-start gap-3"
            : "hidden flex-col items-start gap-3 group-has-checked:flex"
        }
      >
        {extra.message_label && (
          <TextAreaField
            id={`extra-${extra.kind}`}
            name="message"
            label={extra.message_label}
            hint={t("messageHint", { maximum: extra.message_length })}
            rows={2}
            maxLength={extra.message_length}
            dir="auto"
            defaultValue={refused?.values.message ?? extra.message}
            onBlur={(event) => {
              if (event.target.value.trim() !== extra.message) save(true)
            }}
            className="w-full"
          />
        )}
        <SubmitButton variant="secondary" size="small" pendingText={t("saving")}>
          {t("save")}
        </SubmitButton>
      </div>
      {refused && (
        <Notice tone="danger" role="alert" className="py-2.5">
          {problemText(refused)}
        </Notice>
      )}
    </form>
  )
}
