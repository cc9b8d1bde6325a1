"use client"

import { useFormatter, useLocale, useTranslations } from "next-intl"

import { TextField } from "@/components/ui/field"
import { SubmitButton } from "@/components/ui/submit-button"
import { useFocusFirstInvalid } from "@/components/ui/use-focus-first-invalid"
import { useFormAction } from "@/components/ui/use-form-action"
import { askBalance } from "@/features/payment/gift-card-actions"
import type { GiftCardBalance } from "@/lib/api/types"
import { formatMoney } from "@/lib/money"
import { useProblemText } from "@/lib/problem-text"

export function BalanceForm() {
  const t = useTranslations("payment")
  const problemText = useProblemText()
  const [state, action] = useFormAction(askBalance, null)
  const refused = state?.ok === false ? state : null
  const form = useFocusFirstInvalid(refused)
  return (
    <form ref={form} action={action} className="flex max-w-md flex-col gap-5" data-slot="balance-form">
      <TextField
        id="code"
        name="code"
        label={t("giftCardCode")}
        hint={t("giftCardHint")}
        maxLength={64}
        dir="ltr"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        defaultValue={refused?.values.code}
        error={refused ? problemText(refused.fields.code ?? refused) : undefined}
        className="rtl:[&_input]:text-end"
        required
      />
      <SubmitButton pendingText={t("checking")} className="self-start">
        {t("showBalance")}
      </SubmitButton>
      <div role="status">{state?.ok && <Balance card={state} />}</div>
    </form>
  )
}

function Balance({ card }: { card: GiftCardBalance }) {
  const t = useTranslations("payment")
  const locale = useLocale()
  const format = useFormatter()
  return (
    <div data-slot="balance" className="rounded-xs bg-sunk p-6">
      <p className="text-soft">{t("giftCard", { digits: card.last_four })}</p>
      <p className="mt-1 font-display text-heading tabular-nums">{formatMoney(card.balance, locale)}</p>
      <p className="mt-1 text-sm text-faint">
        {card.expires_at
          ? t("validUntil", { date: format.dateTime(new Date(card.expires_at), { dateStyle: "long" }) })
          : t("neverExpires")}
      </p>
    </div>
  )
}
