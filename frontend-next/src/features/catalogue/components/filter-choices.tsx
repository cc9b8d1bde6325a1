"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"

import { Swatch } from "@/components/commerce/swatch"
import { FilterGroup } from "@/features/catalogue/components/filter-group"
import type { Filter, FilterValue } from "@/lib/api/types"
import { cn } from "@/lib/cn"

const SHOWN_AT_FIRST = 7

type FilterChoicesProps = {
  idPrefix: string
  filter: Filter
  chosen: string[]
  onChange: (value: string, isChosen: boolean) => void
}

export function FilterChoices({ idPrefix, filter, chosen, onChange }: FilterChoicesProps) {
  const t = useTranslations("catalogue")
  const [isWhole, setIsWhole] = useState(false)
  const values = useChoices(filter)
  const visible = isWhole
    ? values
    : values.filter(({ value }, index) => index < SHOWN_AT_FIRST || chosen.includes(value))
  if (values.length === 0) return null
  return (
    <FilterGroup title={filter.name}>
      {visible.map((value) => (
        <Choice
          key={value.value}
          id={`${idPrefix}-${filter.code}-${value.value}`}
          name={filter.code}
          value={value}
          isChosen={chosen.includes(value.value)}
          onChange={onChange}
        />
      ))}
      {visible.length < values.length && (
        <button
          type="button"
          onClick={() => setIsWhole(true)}
          className="link min-h-9 cursor-pointer self-start text-sm"
        >
          {t("showMore", { count: values.length - visible.length })}
        </button>
      )}
    </FilterGroup>
  )
}

/** A yes-or-no filter offers only its "yes": leaving it unticked asks for nothing. */
function useChoices(filter: Filter): FilterValue[] {
  const t = useTranslations("catalogue")
  if (filter.type !== "boolean") return filter.values
  const yes = filter.values.find(({ value }) => value === "true")
  const label =
    filter.code === "available"
      ? t("availableOnly")
      : filter.code === "on_sale"
        ? t("onSaleOnly")
        : filter.name
  return [{ value: "true", label, count: yes?.count ?? 0, swatch: null }]
}

type ChoiceProps = {
  id: string
  name: string
  value: FilterValue
  isChosen: boolean
  onChange: (value: string, isChosen: boolean) => void
}

function Choice({ id, name, value, isChosen, onChange }: ChoiceProps) {
  const isDead = value.count === 0 && !isChosen
  return (
    <label
      htmlFor={id}
      className={cn(
        "flex min-h-9 cursor-pointer items-center gap-2.5 text-[0.9375rem]",
        isDead && "cursor-not-allowed text-faint",
      )}
    >
      <input
        id={id}
        type="checkbox"
        name={name}
        value={value.value}
        checked={isChosen}
        disabled={isDead}
        onChange={(event) => onChange(value.value, event.target.checked)}
        className="size-[1.125rem] shrink-0 accent-moss"
      />
      {value.swatch && <Swatch colour={value.swatch} className="size-4" />}
      <span className="flex-1">{value.label}</span>
      <span className="text-sm text-faint tabular-nums">{value.count}</span>
    </label>
  )
}
