"use client"

import { useTranslations } from "next-intl"

import { useConsent } from "@/features/memory/components/use-consent"
import { answerConsent } from "@/lib/memory/consent"
import { forgetSearches } from "@/lib/memory/recent-searches"
import { forgetReported } from "@/lib/memory/search-events"
import { forgetViewed } from "@/lib/memory/viewed"

/** Off until the shopper turns it on; turning it off forgets everything at once. */
export function MemorySwitch() {
  const t = useTranslations("memory")
  const consent = useConsent()
  if (consent === undefined) return null
  const change = (agrees: boolean) => {
    if (!agrees) {
      forgetViewed()
      forgetSearches()
      forgetReported()
    }
    answerConsent(agrees)
  }
  return (
    <div data-slot="memory-switch" className="max-w-[46ch] text-sm">
      <label htmlFor="memory" className="flex min-h-11 cursor-pointer items-center gap-2.5">
        <input
          id="memory"
          type="checkbox"
          checked={consent === true}
          onChange={(event) => {
            change(event.target.checked)
          }}
          className="size-[1.125rem] shrink-0 accent-moss"
        />
        {t("label")}
      </label>
      <p className="opacity-80">{t("text")}</p>
    </div>
  )
}
