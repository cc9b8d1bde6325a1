"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"

import { ContentLink } from "@/components/ui/content-link"
import { Icon } from "@/components/ui/icon"
import type { Banner } from "@/lib/api/types"
import { cn } from "@/lib/cn"

const STYLES: Record<Banner["style"], string> = {
  info: "on-dark bg-moss text-paper",
  promotion: "on-dark bg-rust text-paper",
  warning: "bg-ochre text-moss-deep",
}

const A_MONTH = 30 * 24 * 60 * 60

type BannerBarProps = { banner: Banner; dismissed: string[]; cookieName: string }

/** One announcement above the header. Closing it is remembered on this device for a month. */
export function BannerBar({ banner, dismissed, cookieName }: BannerBarProps) {
  const t = useTranslations("layout")
  const [isClosed, setIsClosed] = useState(false)
  if (isClosed) return null

  const dismiss = () => {
    const ids = [...dismissed, banner.id].map(encodeURIComponent).join(".")
    document.cookie = `${cookieName}=${ids}; path=/; max-age=${String(A_MONTH)}; samesite=lax`
    setIsClosed(true)
  }

  return (
    <section
      data-slot="banner"
      aria-label={t("announcement")}
      className={cn("text-sm", STYLES[banner.style])}
    >
      <div className="page flex min-h-11 items-center gap-3">
        <p className="flex-1 py-2.5 text-center">
          {banner.text}{" "}
          {banner.link && (
            <ContentLink
              href={banner.link.url}
              className="font-medium whitespace-nowrap underline underline-offset-4"
            >
              {banner.link.label}
            </ContentLink>
          )}
        </p>
        {banner.is_dismissible && (
          <button
            type="button"
            onClick={dismiss}
            className="-me-3 grid size-11 cursor-pointer place-items-center"
          >
            <Icon name="close" className="size-4" />
            <span className="sr-only">{t("dismiss")}</span>
          </button>
        )}
      </div>
    </section>
  )
}
