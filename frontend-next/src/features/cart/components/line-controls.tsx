"use client"

import { useTranslations } from "next-intl"
import { startTransition, useOptimistic } from "react"

import { Notice } from "@/components/ui/notice"
import { QuantityStepper } from "@/components/ui/quantity-stepper"
import { SubmitButton } from "@/components/ui/submit-button"
import { useFormAction } from "@/components/ui/use-form-action"
import { changeQuantity, removeLine, saveLine } from "@/features/cart/actions"
import { useProblemText } from "@/lib/problem-text"

type LineControlsProps = { lineId: string; name: string; quantity: number; maximum: number | null }

export function LineControls({ lineId, name, quantity, maximum }: LineControlsProps) {
  const t = useTranslations("cart")
  const problemText = useProblemText()
  const [changed, change, isChanging] = useFormAction(changeQuantity, null)
  const [removed, remove] = useFormAction(removeLine, null)
  const [saved, save] = useFormAction(saveLine, null)
  const [shown, setShown] = useOptimistic(quantity)
  const refused = [changed, removed, saved].find((state) => state?.ok === false)

  const changeTo = (next: number) => {
    const form = new FormData()
    form.set("line_id", lineId)
    form.set("quantity", String(next))
    startTransition(() => {
      setShown(next)
      change(form)
    })
  }

  return (
    <>
      <div className="mt-auto flex flex-wrap items-center gap-x-5 gap-y-2 pt-2" aria-busy={isChanging}>
        <QuantityStepper
          id={`quantity-${lineId}`}
          label={t("quantityFor", { name })}
          value={shown}
          maximum={maximum}
          onChange={changeTo}
        />
        <form action={remove}>
          <input type="hidden" name="line_id" value={lineId} />
          <SubmitButton
            variant="quiet"
            size="small"
            pendingText={t("removing")}
            aria-label={t("removeName", { name })}
          >
            {t("remove")}
          </SubmitButton>
        </form>
        <form action={save}>
          <input type="hidden" name="line_id" value={lineId} />
          <SubmitButton
            variant="quiet"
            size="small"
            pendingText={t("saved.saving")}
            aria-label={t("saved.saveName", { name })}
          >
            {t("saved.save")}
          </SubmitButton>
        </form>
      </div>
      {refused?.ok === false && (
        <Notice tone="danger" role="alert" className="py-2.5">
          {problemText(refused)}
        </Notice>
      )}
    </>
  )
}
