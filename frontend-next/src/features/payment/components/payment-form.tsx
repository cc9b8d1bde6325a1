"use client"

import { useLocale, useTranslations } from "next-intl"
import { lazy, Suspense, useState } from "react"

import { SubmitButton } from "@/components/ui/submit-button"
import { useFocusFirstInvalid } from "@/components/ui/use-focus-first-invalid"
import { useIsAlive } from "@/components/ui/use-is-alive"
import { FormRefusal } from "@/features/payment/components/form-refusal"
import { HouseMoney } from "@/features/payment/components/house-money"
import { MethodList } from "@/features/payment/components/method-list"
import { Reservation } from "@/features/payment/components/reservation"
import { splitTenders, type GiftCard } from "@/features/payment/tenders"
import { usePayment } from "@/features/payment/use-payment"
import type { PaymentChoice, SavedMethod } from "@/lib/api/payments"
import type { Money } from "@/lib/api/types"
import { formatMoney, isZero, sum } from "@/lib/money"

const WalletPart = lazy(() => import("@/features/payment/stripe/wallet-part"))

export type PaymentFormProps = {
  /** What is paid for, as the shopper sees it, and which try it is. */
  subject: Record<"cart_id" | "fingerprint" | "attempt", string> | Record<"order_number" | "attempt", string>
  total: Money
  choices: PaymentChoice[]
  /** What a customer has saved to pay with; null for a guest. */
  saved: SavedMethod[] | null
  credit: Money | null
  /** Where the script is that stands in for Stripe's in tests. */
  standIn: string | undefined
}

export function PaymentForm({ subject, total, choices, saved, credit, standIn }: PaymentFormProps) {
  const t = useTranslations("payment")
  const locale = useLocale()
  const isAlive = useIsAlive()
  const { refused, action, onDriver, onWallet, reservedUntil } = usePayment()
  const form = useFocusFirstInvalid(refused)
  const [cards, setCards] = useState<GiftCard[]>([])
  const [usesCredit, setUsesCredit] = useState(false)
  const open = choices.filter(({ refusal }) => !refusal)
  const [picked, setPicked] = useState(refused?.values.payment_method)
  const chosen = open.find(({ code }) => code === picked) ?? open[0]
  const { parts, fromCredit, due } = splitTenders(total, cards, usesCredit ? credit : null)
  const isCovered = isZero(due)
  const withWallets = open.find(({ script, wallets }) => script === "stripe" && wallets)
  const toPay = chosen?.fee && !isCovered ? sum(due, chosen.fee) : due
  return (
    <form ref={form} action={action} className="flex flex-col gap-6" data-slot="place-form">
      {Object.entries(subject).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {isAlive && withWallets && !isCovered && (
        <Suspense>
          <WalletPart
            client={withWallets.client ?? {}}
            standIn={standIn}
            due={due}
            onPay={(driver) => {
              onWallet({ driver, method: withWallets.code })
              form.current?.requestSubmit()
            }}
          />
        </Suspense>
      )}
      {isCovered ? (
        <p role="status">{t(isZero(total) ? "nothingToPay" : "covered")}</p>
      ) : (
        <MethodList
          {...{ choices, due, saved, standIn, onDriver, refused }}
          chosen={chosen}
          onChoose={setPicked}
        />
      )}
      {!isZero(total) && (
        <HouseMoney
          {...{ cards, parts, credit, usesCredit, fromCredit, due, refused }}
          onCards={setCards}
          onCredit={setUsesCredit}
        />
      )}
      {refused && <FormRefusal refused={refused} />}
      {reservedUntil && <Reservation until={reservedUntil} />}
      <div className="flex flex-col gap-3">
        <SubmitButton pendingText={t("placing")} className="min-h-14 text-lg">
          {t("placeOrder", { total: formatMoney(toPay, locale) })}
        </SubmitButton>
        <p className="text-sm text-faint">{t("placeNote")}</p>
      </div>
    </form>
  )
}
