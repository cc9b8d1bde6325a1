"use client"

import { lazy, Suspense, type ComponentType } from "react"

/** Scripts of blocks that few pages have: a page without such a block names none of them. */
export const CountdownClock = late(() => import("@/features/content/components/countdown-clock"))
export const EmbedPlayer = late(() => import("@/features/content/components/embed-player"))
export const HeroFilm = late(() => import("@/features/content/components/hero-film"))
export const SlotSwitch = late(() => import("@/features/content/components/slot-switch"))
export const StoreFinder = late(() => import("@/features/content/components/store-finder"))
export const StoreMap = late(() => import("@/features/content/components/store-map"))
export const TabPanels = late(() => import("@/features/content/components/tab-panels"))

function late<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>) {
  const Part = lazy<ComponentType<Props>>(load)
  return function Late(props: Props) {
    return (
      <Suspense>
        <Part {...props} />
      </Suspense>
    )
  }
}
