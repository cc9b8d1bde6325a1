"use client"

import { useTranslations } from "next-intl"
import { useState, type ReactNode } from "react"

import { Button } from "@/components/ui/button"
import { Icon } from "@/components/ui/icon"
import { Sheet } from "@/components/ui/sheet"
import { useListingNavigation } from "@/features/catalogue/components/use-listing-navigation"
import { clearedOfAll } from "@/features/catalogue/listing-changes"
import type { ListingState } from "@/features/catalogue/listing-state"
import type { Understood } from "@/lib/api/types"

type FilterSheetProps = {
  state: ListingState
  understood: Understood[]
  chosenCount: number
  resultCount: number
  children: ReactNode
}

/** The filters on a small screen: a sheet from below, with the number of products always in sight. */
export function FilterSheet({ state, understood, chosenCount, resultCount, children }: FilterSheetProps) {
  const t = useTranslations("catalogue")
  const { show } = useListingNavigation(state)
  const fields = understood.map(({ field }) => field)
  const [isOpen, setIsOpen] = useState(false)
  const close = () => setIsOpen(false)
  return (
    <>
      <Button
        data-slot="filter-open"
        variant="secondary"
        size="small"
        onClick={() => setIsOpen(true)}
        className="lg:hidden"
      >
        <Icon name="filter" className="size-4" />
        {t("filtersChosen", { count: chosenCount })}
      </Button>
      <Sheet title={t("filters")} side="bottom" isOpen={isOpen} onClose={close}>
        <div className="flex-1 overflow-y-auto px-5 pb-4">{children}</div>
        <div className="flex gap-3 border-t border-line bg-raised px-5 py-4">
          <Button
            variant="secondary"
            className="px-4"
            disabled={chosenCount === 0}
            onClick={() => {
              show(clearedOfAll(state, fields))
            }}
          >
            {t("clearAll")}
          </Button>
          <Button onClick={close} className="flex-1 px-4 whitespace-nowrap">
            {t("showResults", { count: resultCount })}
          </Button>
        </div>
      </Sheet>
    </>
  )
}
