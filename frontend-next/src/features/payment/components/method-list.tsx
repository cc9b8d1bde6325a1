"use client"

import { useLocale, useTranslations } from "next-intl"

import { FocusedNotice } from "@/features/payment/components/focused-notice"
import { MethodCard } from "@/features/payment/components/method-card"
import { MethodDetails } from "@/features/payment/components/method-details"
import type { Driver } from "@/features/payment/driver"
import { placeOf, type Refused } from "@/features/payment/places"
import type { Money, PaymentMethod, SavedMethod } from "@/lib/api/types"
import { formatMoney, isZero } from "@/lib/money"
import type { StandIns } from "@/lib/payment-sources"
import { useProblemText } from "@/lib/problem-text"

type MethodListProps = {
  choices: PaymentMethod[]
  chosen: PaymentMethod | undefined
  due: Money
  saved: SavedMethod[] | null
  standIns: StandIns
  refused: Refused | null
  onChoose: (code: string) => void
  onDriver: (driver: Driver | null) => void
}

/** The ways to pay. What cannot be taken says why; what was refused says why where it was chosen. */
export function MethodList({ choices, chosen, refused, onChoose, ...details }: MethodListProps) {
  const t = useTranslations("payment")
  const locale = useLocale()
  const problemText = useProblemText()
  const isHere = refused && placeOf(refused) === "method"
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="sr-only">{t("paymentMethod")}</legend>
      {choices.map((choice) => {
        const isChosen = choice.code === chosen?.code
        const { fee, refusal } = choice
        return (
          <MethodCard
            key={choice.code}
            code={choice.code}
            title={choice.name}
            text={refusal ? refusal.message : choice.description}
            aside={fee && !isZero(fee) && t("fee", { amount: formatMoney(fee, locale) })}
            isChosen={isChosen}
            isRefused={Boolean(refusal)}
            onChoose={() => onChoose(choice.code)}
          >
            {isChosen && (
              <>
                {isHere && <FocusedNotice about={refused}>{problemText(refused)}</FocusedNotice>}
                <MethodDetails choice={choice} {...details} />
              </>
            )}
          </MethodCard>
        )
      })}
    </fieldset>
  )
}
