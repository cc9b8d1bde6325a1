"use client"

import { useLocale, useTranslations } from "next-intl"
import { useState } from "react"

import { FilterGroup } from "@/features/catalogue/components/filter-group"
import { PriceHistogram } from "@/features/catalogue/components/price-histogram"
import type { ListingState } from "@/features/catalogue/listing-state"
import { Icon } from "@/components/ui/icon"
import { readAmount } from "@/lib/amount"
import type { Facet, Money } from "@/lib/api/types"

type FilterPriceProps = {
  idPrefix: string
  facet: Facet
  state: ListingState
  currency: string
  onChange: (minimum: string, maximum: string) => void
}

/** Two amounts, taken over when a field is left or Enter is pressed, so that typing does not reload the list. */
export function FilterPrice({ idPrefix, facet, state, currency, onChange }: FilterPriceProps) {
  const t = useTranslations("catalogue")
  return (
    <FilterGroup title={facet.name}>
      <PriceHistogram buckets={facet.buckets} />
      <div className="grid grid-cols-2 gap-3">
        <Amount
          id={`${idPrefix}-price-min`}
          name="price_min"
          label={t("priceFrom", { currency })}
          placeholder={wholeAmount(facet.minimum)}
          value={state.priceMin}
          onCommit={(amount) => onChange(amount, state.priceMax)}
        />
        <Amount
          id={`${idPrefix}-price-max`}
          name="price_max"
          label={t("priceTo", { currency })}
          placeholder={wholeAmount(facet.maximum)}
          value={state.priceMax}
          onCommit={(amount) => onChange(state.priceMin, amount)}
        />
      </div>
    </FilterGroup>
  )
}

type AmountProps = {
  id: string
  name: string
  label: string
  placeholder: string
  value: string
  onCommit: (amount: string) => void
}

/** What cannot be read as an amount stays as it was typed, and is said so beside it. */
function Amount({ id, name, label, placeholder, value, onCommit }: AmountProps) {
  const t = useTranslations("catalogue")
  const locale = useLocale()
  const [isUnclear, setUnclear] = useState(false)
  const commit = (written: string) => {
    const amount = written.trim() ? readAmount(written, locale) : ""
    setUnclear(amount === null)
    if (amount !== null && amount !== value) onCommit(amount)
  }
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm text-faint">
        {label}
      </label>
      <input
        id={id}
        name={name}
        key={value}
        defaultValue={value}
        placeholder={placeholder}
        inputMode="decimal"
        autoComplete="off"
        aria-invalid={isUnclear || undefined}
        aria-describedby={isUnclear ? `${id}-error` : undefined}
        onBlur={(event) => {
          commit(event.target.value)
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return
          event.preventDefault()
          event.currentTarget.blur()
        }}
        className="min-h-11 w-full rounded-xs border border-edge bg-raised px-3 tabular-nums aria-invalid:border-2 aria-invalid:border-danger"
      />
      {isUnclear && (
        <p
          id={`${id}-error`}
          role="alert"
          className="flex items-start gap-1.5 text-sm font-medium text-danger"
        >
          <Icon name="alert" className="mt-0.5 size-4" />
          {t("priceUnclear")}
        </p>
      )}
    </div>
  )
}

function wholeAmount(money: Money | null): string {
  return money?.amount.split(".")[0] ?? ""
}
