"use client"

import { usePathname } from "next/navigation"
import { useLocale, useTranslations } from "next-intl"

import { draftTokenOf } from "@/lib/draft-place"

const PLACES = ["edit", "explore", "usage"] as const

/** Leads an editor to where this page is written. Whether they may, the back office says when they get there. */
export default function EditorBar({ backOffice }: { backOffice: string }) {
  const t = useTranslations("layout")
  const locale = useLocale()
  const pathname = usePathname()
  if (draftTokenOf(pathname) !== null) return null
  const path = pathname.replace(/^\/[^/]+/, "") || "/"
  const query = new URLSearchParams({ locale, path }).toString()
  return (
    <nav
      data-slot="editor-bar"
      aria-label={t("editorBar")}
      className="fixed start-4 bottom-4 z-40 flex gap-4 rounded-full bg-ink px-5 py-3 text-sm text-paper shadow-lg"
    >
      {PLACES.map((place) => (
        <a
          key={place}
          href={`${backOffice}/cms/from-the-shop/${place}/?${query}`}
          className="underline-offset-4 hover:underline"
        >
          {t(`editor.${place}`)}
        </a>
      ))}
    </nav>
  )
}
