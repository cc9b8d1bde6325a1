"use client"

import { useTranslations } from "next-intl"

import { TextField } from "@/components/ui/field"
import { SubmitButton } from "@/components/ui/submit-button"
import { useFormAction } from "@/components/ui/use-form-action"
import { addVoucher } from "@/features/cart/actions"
import { VoucherRow } from "@/features/cart/components/voucher-row"
import type { CartVoucher } from "@/lib/api/types"
import { useProblemText } from "@/lib/problem-text"

export function VoucherForm({ vouchers }: { vouchers: CartVoucher[] }) {
  const t = useTranslations("cart.voucher")
  const problemText = useProblemText()
  const [state, action] = useFormAction(addVoucher, null)
  const refused = state?.ok === false ? state : null
  return (
    <div data-slot="vouchers" className="flex flex-col gap-3">
      <form action={action} className="flex items-start gap-2">
        <TextField
          id="voucher"
          name="code"
          label={t("label")}
          required
          maxLength={64}
          autoComplete="off"
          autoCapitalize="characters"
          defaultValue={refused?.values.code}
          error={refused ? problemText(refused) : undefined}
          className="min-w-0 flex-1"
        />
        <SubmitButton variant="secondary" pendingText={t("applying")} className="mt-[1.625rem] px-4">
          {t("apply")}
        </SubmitButton>
      </form>
      <ul aria-live="polite" className="flex flex-col gap-2">
        {vouchers.map((voucher) => (
          <VoucherRow key={voucher.code} voucher={voucher} />
        ))}
      </ul>
    </div>
  )
}
