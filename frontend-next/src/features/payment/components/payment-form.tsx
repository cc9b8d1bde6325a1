"use client"

import { useLocale, useTranslations } from "next-intl"
import { lazy, Suspense, useState, useTransition, type ReactNode } from "react"

import { SubmitButton } from "@/components/ui/submit-button"
import { useFocusFirstInvalid } from "@/components/ui/use-focus-first-invalid"
import { useIsAlive } from "@/components/ui/use-is-alive"
import { chooseMethod } from "@/features/payment/actions"
import { preselected } from "@/features/payment/choices"
import { FormRefusal } from "@/features/payment/components/form-refusal"
import { HouseMoney } from "@/features/payment/components/house-money"
import { MethodList } from "@/features/payment/components/method-list"
import { Reservation } from "@/features/payment/components/reservation"
import { TermsOfSale } from "@/features/payment/components/terms-of-sale"
import { placeOf, type Refused } from "@/features/payment/places"
import { splitTenders, type GiftCard } from "@/features/payment/tenders"
import { usePayment } from "@/features/payment/use-payment"
import type { Checkout, Money, PaymentMethod, SavedMethod } from "@/lib/api/types"
import { formatMoney, isZero } from "@/lib/money"
import type { StandIns } from "@/lib/payment-sources"
import { useProblemText } from "@/lib/problem-text"

const WalletPart = lazy(() => import("@/features/payment/stripe/wallet-part"))

export type PaymentFormProps = {
  /** What is paid for, as the shopper sees it, and which try it is. */
  subject:
    | Record<"cart_id" | "fingerprint" | "attempt", string>
    | Record<"order_number" | "order_token" | "attempt", string>
  total: Money
  choices: PaymentMethod[]
  /** The way to pay whose costs are in the total, if there is one. */
  charged: string
  /** What a customer has saved to pay with; null for a guest. */
  saved: SavedMethod[] | null
  credit: Money | null
  /** What the shop sells on; none for an order whose customer has agreed already. */
  terms?: Checkout["terms"]
  /** Where the scripts are that stand in for those of the providers in tests. */
  standIns: StandIns
  /** Another try that is open, until this one begins. */
  unfinished?: ReactNode
}

export function PaymentForm(props: PaymentFormProps) {
  const { subject, total, choices, charged, saved, credit, standIns } = props
  const t = useTranslations("payment")
  const locale = useLocale()
  const problemText = useProblemText()
  const isAlive = useIsAlive()
  const isOrdered = "order_number" in subject
  const { refused, action, onDriver, onWallet, reservedUntil, hasTried } = usePayment(choices)
  const form = useFocusFirstInvalid(refused)
  const [cards, setCards] = useState<GiftCard[]>([])
  const [usesCredit, setUsesCredit] = useState(false)
  // The page is drawn anew after each step; which try this is stays what it was when the shopper saw it first.
  const [attempt] = useState(subject.attempt)
  const [isChoosing, startChoosing] = useTransition()
  const open = choices.filter(({ refusal }) => !refusal)
  const [picked, setPicked] = useState(refused?.values.payment_method ?? charged)
  const chosen = open.find(({ code }) => code === preselected(choices, picked))
  const { parts, fromCredit, due } = splitTenders(total, cards, usesCredit ? credit : null)
  const isCovered = isZero(due)
  const withWallets = open.find(({ script, wallets }) => script === "stripe" && wallets)
  const choose = (code: string) => {
    setPicked(code)
    const hasFee = choices.some((choice) => choice.fee && [code, charged].includes(choice.code))
    if (hasFee && code !== charged) startChoosing(() => chooseMethod(code))
  }
  return (
    <form
      ref={form}
      action={action}
      // React empties a form after its action; what was chosen and typed here is to stay.
      onReset={(event) => event.preventDefault()}
      className="flex flex-col gap-6"
      data-slot="place-form"
    >
      {!hasTried && props.unfinished}
      {Object.entries({ ...subject, attempt }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {isAlive && withWallets && !isCovered && (
        <Suspense>
          <WalletPart
            client={withWallets.client}
            standIn={standIns.stripe}
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
          {...{ choices, due, saved, standIns, onDriver, refused }}
          chosen={chosen}
          onChoose={choose}
        />
      )}
      {!isZero(total) && (
        <HouseMoney
          {...{ cards, parts, credit, usesCredit, fromCredit, due, refused }}
          onCards={setCards}
          onCredit={setUsesCredit}
        />
      )}
      {props.terms && <TermsOfSale terms={props.terms} error={termsProblem(refused, problemText)} />}
      {refused && <FormRefusal refused={refused} />}
      {reservedUntil && <Reservation until={reservedUntil} />}
      <div className="flex flex-col gap-3">
        <SubmitButton pendingText={t(isOrdered ? "paying" : "placing")} className="min-h-14 text-lg">
          {isChoosing
            ? t("checking")
            : t(isOrdered ? "payOrder" : "placeOrder", { total: formatMoney(due, locale) })}
        </SubmitButton>
        <p className="text-sm text-faint">{t(isOrdered ? "payNote" : "placeNote")}</p>
      </div>
    </form>
  )
}

/** What is said beside the terms: that they are to be agreed to, or that they are others now. */
function termsProblem(refused: Refused | null, say: (refused: Refused) => string): string | undefined {
  return refused && placeOf(refused) === "terms" ? say(refused) : undefined
}
