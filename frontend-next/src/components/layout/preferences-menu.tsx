"use client"

import { useLocale, useTranslations } from "next-intl"
import { useEffect, useRef, type ReactNode } from "react"

import { Icon } from "@/components/ui/icon"

/** Language and currency, folded away in the header of a wide screen. */
export function PreferencesMenu({ currency, children }: { currency: string; children: ReactNode }) {
  const t = useTranslations("layout")
  const locale = useLocale()
  const details = useRef<HTMLDetailsElement>(null)

  useEffect(() => {
    const close = (event: Event) => {
      const isEscape = event instanceof KeyboardEvent && event.key === "Escape"
      const isOutside = event.type === "pointerdown" && !details.current?.contains(event.target as Node)
      if (!details.current?.open || !(isEscape || isOutside)) return
      if (isEscape && details.current.contains(document.activeElement)) {
        details.current.querySelector("summary")?.focus()
      }
      details.current.open = false
    }
    document.addEventListener("pointerdown", close)
    document.addEventListener("keydown", close)
    return () => {
      document.removeEventListener("pointerdown", close)
      document.removeEventListener("keydown", close)
    }
  }, [])

  return (
    <details ref={details} data-slot="preferences" className="group relative hidden lg:block">
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-1.5 px-2 text-sm">
        <span className="sr-only">{t("preferences")}: </span>
        <span className="uppercase">{locale}</span>
        <span aria-hidden="true" className="text-edge">
          ·
        </span>
        {currency}
        <Icon name="chevron" className="size-3.5 transition-transform group-open:rotate-180" />
      </summary>
      <div className="absolute end-0 top-full z-30 flex w-64 flex-col gap-4 border border-line bg-raised p-5 text-[0.9375rem] shadow-sheet">
        {children}
      </div>
    </details>
  )
}
