"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"

import { FilterChoice } from "@/features/catalogue/components/filter-choice"
import { FilterGroup } from "@/features/catalogue/components/filter-group"
import { choiceLabel } from "@/features/catalogue/listing-name"
import type { Facet, FacetValue } from "@/lib/api/types"

const SHOWN_AT_FIRST = 8
const WORTH_SEARCHING = 20

export type FacetChoicesProps = {
  idPrefix: string
  facet: Facet
  chosen: string[]
  onChange: (value: string, isChosen: boolean) => void
}

export function FilterChoices({ idPrefix, facet, chosen, onChange }: FacetChoicesProps) {
  const t = useTranslations("catalogue")
  const [isWhole, setIsWhole] = useState(false)
  const [sought, setSought] = useState("")
  const values = choicesOf(facet)
  const found = values.filter(({ label }) => label.toLocaleLowerCase().includes(sought.toLocaleLowerCase()))
  const isShort = !isWhole && !sought
  const visible = found.filter(
    ({ value }, index) => !isShort || index < SHOWN_AT_FIRST || chosen.includes(value),
  )
  if (values.length === 0) return null
  return (
    <FilterGroup title={facet.unit ? t("withUnit", { name: facet.name, unit: facet.unit }) : facet.name}>
      {values.length > WORTH_SEARCHING && (
        <input
          type="search"
          aria-label={t("searchWithin", { name: facet.name })}
          placeholder={t("searchWithin", { name: facet.name })}
          value={sought}
          onChange={(event) => {
            setSought(event.target.value)
          }}
          className="mb-2 min-h-11 rounded-xs border border-edge bg-raised px-3 text-[0.9375rem]"
        />
      )}
      {visible.map((value) => (
        <FilterChoice
          key={value.value}
          id={`${idPrefix}-${facet.code}-${value.value}`}
          name={facet.code}
          value={value}
          isChosen={chosen.includes(value.value)}
          onChange={onChange}
        />
      ))}
      {found.length === 0 && <p className="py-1 text-sm text-faint">{t("noSuchValue")}</p>}
      {visible.length < found.length && (
        <button
          type="button"
          onClick={() => {
            setIsWhole(true)
          }}
          className="link min-h-9 cursor-pointer self-start text-sm"
        >
          {t("showMore", { count: found.length - visible.length })}
        </button>
      )}
    </FilterGroup>
  )
}

/** A yes-or-no filter offers only its "yes": leaving it unticked asks for nothing. */
function choicesOf(facet: Facet): FacetValue[] {
  if (facet.type !== "boolean") return facet.values
  const yes = facet.values.find(({ value }) => value === "true")
  const label = choiceLabel([facet], facet.code, "true") ?? facet.name
  const nothing = { value: "true", count: 0, swatch: null, is_selected: false, depth: 0, parent: null }
  return [{ ...nothing, ...yes, label }]
}
