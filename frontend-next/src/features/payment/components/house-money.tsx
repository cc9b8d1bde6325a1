"use client"

import { useLocale, useTranslations } from "next-intl"

import { Icon } from "@/components/ui/icon"
import { GiftCards } from "@/features/payment/components/gift-cards"
import { giftCardProblem, type Refused } from "@/features/payment/places"
import type { GiftCard, Part } from "@/features/payment/tenders"
import type { Money } from "@/lib/api/types"
import { formatMoney, isZero } from "@/lib/money"

type HouseMoneyProps = {
  cards: GiftCard[]
  parts: Part[]
  credit: Money | null
  usesCredit: boolean
  fromCredit: Money | null
  due: Money
  refused: Refused | null
  onCards: (cards: GiftCard[]) => void
  onCredit: (isUsed: boolean) => void
}

/** Gift cards and store credit: folded away until wanted, and what they leave to pay. */
export function HouseMoney(props: HouseMoneyProps) {
  const { cards, parts, credit, usesCredit, fromCredit, due, refused } = props
  const t = useTranslations("payment")
  const locale = useLocale()
  const problem = refused ? giftCardProblem(refused) : undefined
  const hasCredit = credit !== null && !isZero(credit)
  const isUsed = parts.length > 0 || usesCredit
  return (
    <details
      data-slot="house-money"
      open={isUsed || hasCredit || problem ? true : undefined}
      className="group rounded-xs border border-edge bg-raised px-4"
    >
      <summary className="flex min-h-14 cursor-pointer list-none items-center gap-2 font-medium">
        {t(hasCredit ? "giftCardOrCredit" : "haveGiftCard")}
        <Icon
          name="chevron"
          className="ms-auto size-4 transition-transform group-open:rotate-180 motion-reduce:transition-none"
        />
      </summary>
      <div className="flex flex-col gap-4 pb-5">
        {hasCredit && (
          <label className="flex min-h-11 cursor-pointer items-center gap-3">
            <input
              type="checkbox"
              name="use_store_credit"
              checked={usesCredit}
              onChange={({ target }) => props.onCredit(target.checked)}
              className="size-5 accent-moss"
            />
            <span className="flex-1">{t("useCredit", { amount: formatMoney(credit, locale) })}</span>
            {fromCredit && <span className="tabular-nums">−{formatMoney(fromCredit, locale)}</span>}
          </label>
        )}
        <GiftCards cards={cards} parts={parts} problem={problem} onChange={props.onCards} />
        <p aria-live="polite" className="font-medium tabular-nums empty:hidden">
          {isUsed && t("remains", { amount: formatMoney(due, locale) })}
        </p>
      </div>
    </details>
  )
}
