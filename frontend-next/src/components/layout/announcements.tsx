"use client"

import { useSyncExternalStore } from "react"

import { BannerBar } from "@/components/layout/banner-bar"
import type { Banner } from "@/lib/api/types"
import { dismissBanner, onDismissal, readDismissed, shownBanner } from "@/lib/dismissed-banners"

/** The first announcement that was not closed on this device. */
export function Announcements({ banners }: { banners: Banner[] }) {
  const dismissed = useSyncExternalStore(onDismissal, readDismissed, () => "")
  const shown = shownBanner(banners, dismissed)
  return banners.map((banner) => (
    <BannerBar
      key={banner.id}
      banner={banner}
      isShown={banner === shown}
      onDismiss={() => dismissBanner(banner.id)}
    />
  ))
}
