"use client"

import { useLocale, useTranslations } from "next-intl"
import { useRef, useState, useTransition, type KeyboardEvent } from "react"

import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/field"
import { askBalance } from "@/features/payment/gift-card-actions"
import { plainCode, type GiftCard, type Part } from "@/features/payment/tenders"
import type { FieldProblem } from "@/lib/forms"
import { unreachable } from "@/lib/forms"
import { formatMoney } from "@/lib/money"
import { useProblemText } from "@/lib/problem-text"

type GiftCardsProps = {
  cards: GiftCard[]
  parts: Part[]
  problem: FieldProblem | undefined
  onChange: (cards: GiftCard[]) => void
}

/** Gift cards pay first, one after the other; each is looked at before it is taken. */
export function GiftCards({ cards, parts, problem, onChange }: GiftCardsProps) {
  const t = useTranslations("payment")
  const problemText = useProblemText()
  const field = useRef<HTMLInputElement>(null)
  const [own, setOwn] = useState<FieldProblem>()
  const [isAsking, startAsking] = useTransition()
  const shown = own ?? problem
  const add = () => {
    const code = field.current?.value.trim() ?? ""
    const isTwice = cards.some((card) => plainCode(card.code) === plainCode(code))
    if (isTwice) setOwn({ code: "", detail: t("giftCardTwice") })
    if (!code || isAsking || isTwice) {
      field.current?.focus()
      return
    }
    startAsking(async () => {
      const form = new FormData()
      form.set("code", code)
      const answer = await askBalance(null, form).catch(() => unreachable(form))
      if (answer?.ok) onChange([...cards, { ...answer, code }])
      setOwn(answer?.ok === false ? (answer.fields.code ?? answer) : undefined)
      if (field.current && answer?.ok) field.current.value = ""
      field.current?.focus()
    })
  }
  const addOnEnter = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return
    event.preventDefault()
    add()
  }
  return (
    <div data-slot="gift-cards" className="flex flex-col gap-3">
      <div className="flex items-start gap-2">
        <TextField
          ref={field}
          id="gift-card"
          name="gift_card"
          label={t("giftCardCode")}
          maxLength={64}
          dir="ltr"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          onKeyDown={addOnEnter}
          error={shown && problemText(shown)}
          className="min-w-0 flex-1 rtl:[&_input]:text-end"
        />
        <Button variant="secondary" aria-disabled={isAsking} onClick={add} className="mt-[1.625rem] px-4">
          {isAsking ? t("checking") : t("addGiftCard")}
        </Button>
      </div>
      <ul aria-live="polite" className="flex flex-col gap-2">
        {parts.map((part) => (
          <GiftCardRow
            key={part.code}
            part={part}
            onRemove={() => {
              onChange(cards.filter(({ code }) => code !== part.code))
              field.current?.focus()
            }}
          />
        ))}
      </ul>
    </div>
  )
}

function GiftCardRow({ part, onRemove }: { part: Part; onRemove: () => void }) {
  const t = useTranslations("payment")
  const locale = useLocale()
  const name = t("giftCard", { digits: part.lastFour })
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 rounded-xs bg-sunk px-4 py-1">
      <input type="hidden" name="gift_card" value={part.code} />
      <span>
        {name}
        <span className="block text-sm text-faint">
          {t("leftOnCard", { amount: formatMoney(part.left, locale) })}
        </span>
      </span>
      <span className="ms-auto tabular-nums">−{formatMoney(part.amount, locale)}</span>
      <Button variant="quiet" size="small" onClick={onRemove}>
        {t("remove")} <span className="sr-only">{name}</span>
      </Button>
    </li>
  )
}
