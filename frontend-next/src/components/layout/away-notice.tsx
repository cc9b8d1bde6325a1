"use client"

import { useTranslations } from "next-intl"

import { Notice } from "@/components/ui/notice"
import { useShopper } from "@/lib/shopper/use-shopper"

/** Says that pages are shown from memory. It lies over the page, so that nothing moves when it comes and goes. */
export function AwayNotice() {
  const t = useTranslations("error")
  const { isAway } = useShopper()
  return (
    <div role="status">
      {isAway && (
        <div data-slot="away-notice" className="fixed inset-x-0 bottom-0 z-30 bg-raised shadow-sheet">
          <Notice tone="warning">{t("away")}</Notice>
        </div>
      )}
    </div>
  )
}
