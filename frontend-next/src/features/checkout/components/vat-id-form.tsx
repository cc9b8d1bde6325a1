"use client"

import { useTranslations } from "next-intl"

import { TextField } from "@/components/ui/field"
import { Notice } from "@/components/ui/notice"
import { SubmitButton } from "@/components/ui/submit-button"
import { useFormAction } from "@/components/ui/use-form-action"
import { saveVatId } from "@/features/checkout/actions"
import type { Checkout } from "@/lib/api/types"
import { useProblemText } from "@/lib/problem-text"

/** Where a business names its VAT id; folded away, because most shoppers are none. */
export function VatIdForm({ named }: { named: Checkout["vat_id"] }) {
  const t = useTranslations("checkout")
  const problemText = useProblemText()
  const [state, action] = useFormAction(saveVatId, null)
  const refused = state?.ok === false ? state : null
  return (
    <details data-slot="vat-id" className="mb-6 border-b border-line pb-4" open={!!named || !!refused}>
      <summary className="min-h-11 cursor-pointer content-center">{t("asBusiness")}</summary>
      <form action={action} className="flex flex-col gap-4 pt-3">
        {named && !refused && (
          <Notice tone={named.state === "valid" ? "success" : "warning"}>{named.detail}</Notice>
        )}
        <TextField
          id="vat-id"
          name="vat_id"
          label={t("vatId")}
          hint={t("vatIdHint")}
          error={refused ? problemText(refused) : undefined}
          defaultValue={refused?.values.vat_id ?? named?.id ?? ""}
          autoComplete="off"
          maxLength={32}
          dir="ltr"
        />
        <SubmitButton pendingText={t("saving")} variant="secondary" className="sm:self-start">
          {t("vatIdSave")}
        </SubmitButton>
      </form>
    </details>
  )
}
