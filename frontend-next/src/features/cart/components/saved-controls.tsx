"use client"

import { useTranslations } from "next-intl"

import { Notice } from "@/components/ui/notice"
import { SubmitButton } from "@/components/ui/submit-button"
import { useFormAction } from "@/components/ui/use-form-action"
import { forgetSaved, restoreSaved } from "@/features/cart/actions"
import { useProblemText } from "@/lib/problem-text"

type SavedControlsProps = { lineId: string; name: string; canMove: boolean }

export function SavedControls({ lineId, name, canMove }: SavedControlsProps) {
  const t = useTranslations("cart")
  const problemText = useProblemText()
  const [moved, move] = useFormAction(restoreSaved, null)
  const [removed, remove] = useFormAction(forgetSaved, null)
  const refused = [moved, removed].find((state) => state?.ok === false)
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2 pt-2">
        {canMove && (
          <form action={move}>
            <input type="hidden" name="line_id" value={lineId} />
            <SubmitButton
              variant="secondary"
              size="small"
              pendingText={t("saved.moving")}
              aria-label={t("saved.moveName", { name })}
            >
              {t("saved.move")}
            </SubmitButton>
          </form>
        )}
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
      </div>
      {refused?.ok === false && (
        <Notice tone="danger" role="alert" className="py-2.5">
          {problemText(refused)}
        </Notice>
      )}
    </>
  )
}
