"use client"

import { useTranslations } from "next-intl"
import { useState, type ReactNode } from "react"

import { Button } from "@/components/ui/button"
import { Icon } from "@/components/ui/icon"
import { Sheet } from "@/components/ui/sheet"

type FilterSheetProps = { chosenCount: number; resultCount: number; children: ReactNode }

/** The filters on a small screen: a sheet from below, with the number of products always in sight. */
export function FilterSheet({ chosenCount, resultCount, children }: FilterSheetProps) {
  const t = useTranslations("catalogue")
  const [isOpen, setIsOpen] = useState(false)
  const close = () => setIsOpen(false)
  return (
    <>
      <Button variant="secondary" size="small" onClick={() => setIsOpen(true)} className="lg:hidden">
        <Icon name="filter" className="size-4" />
        {t("filtersChosen", { count: chosenCount })}
      </Button>
      <Sheet title={t("filters")} side="bottom" isOpen={isOpen} onClose={close}>
        <div className="flex-1 overflow-y-auto px-5 pb-4">{children}</div>
        <div className="border-t border-line bg-raised px-5 py-4">
          <Button onClick={close} className="w-full">
            {t("showResults", { count: resultCount })}
          </Button>
        </div>
      </Sheet>
    </>
  )
}
