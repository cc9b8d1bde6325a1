"use client"

import { useTranslations } from "next-intl"

import { ContentLink } from "@/components/ui/content-link"
import { Icon } from "@/components/ui/icon"
import type { Banner } from "@/lib/api/types"
import { cn } from "@/lib/cn"

const STYLES: Record<Banner["style"], string> = {
  info: "on-dark bg-moss text-paper",
  promotion: "on-dark bg-rust text-paper",
  warning: "bg-ochre text-deep",
}

type BannerBarProps = { banner: Banner; isShown: boolean; onDismiss: () => void }

/** One announcement above the header. */
export function BannerBar({ banner, isShown, onDismiss }: BannerBarProps) {
  const t = useTranslations("layout")
  return (
    <section
      data-slot="banner"
      data-banner={encodeURIComponent(banner.id)}
      hidden={!isShown}
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
            onClick={onDismiss}
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
