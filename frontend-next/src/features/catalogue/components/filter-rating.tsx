import { useTranslations } from "next-intl"

import { Icon } from "@/components/ui/icon"
import { FilterChoice } from "@/features/catalogue/components/filter-choice"
import type { FacetChoicesProps } from "@/features/catalogue/components/filter-choices"
import { FilterGroup } from "@/features/catalogue/components/filter-group"
import { cn } from "@/lib/cn"

const STARS = [1, 2, 3, 4, 5]

/** So many stars or more. */
export function FilterRating({ idPrefix, facet, chosen, onChange }: FacetChoicesProps) {
  const t = useTranslations("catalogue")
  if (facet.values.length === 0) return null
  return (
    <FilterGroup title={facet.name}>
      {facet.values.map((value) => (
        <FilterChoice
          key={value.value}
          id={`${idPrefix}-rating-${value.value}`}
          name="rating"
          value={value}
          isChosen={chosen.includes(value.value)}
          onChange={onChange}
        >
          <span className="flex items-center gap-2">
            <span aria-hidden="true" className="flex">
              {STARS.map((star) => (
                <Icon
                  key={star}
                  name="star"
                  className={cn(
                    "size-4",
                    star <= Number(value.value) ? "fill-ochre text-ochre" : "text-edge",
                  )}
                />
              ))}
            </span>
            <span aria-hidden="true">{t("andUp")}</span>
            <span className="sr-only">{value.label}</span>
          </span>
        </FilterChoice>
      ))}
    </FilterGroup>
  )
}
