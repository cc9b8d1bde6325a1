"use client"

import { lazy, Suspense, type ComponentProps } from "react"

/** Scripts of blocks that few pages have: a page without such a block names none of them. */
const Clock = lazy(() => import("@/features/content/components/countdown-clock"))
const Embed = lazy(() => import("@/features/content/components/embed-player"))
const Film = lazy(() => import("@/features/content/components/hero-film"))
const Switch = lazy(() => import("@/features/content/components/slot-switch"))
const Panels = lazy(() => import("@/features/content/components/tab-panels"))

export function CountdownClock(props: ComponentProps<typeof Clock>) {
  return (
    <Suspense>
      <Clock {...props} />
    </Suspense>
  )
}

export function EmbedPlayer(props: ComponentProps<typeof Embed>) {
  return (
    <Suspense>
      <Embed {...props} />
    </Suspense>
  )
}

export function HeroFilm(props: ComponentProps<typeof Film>) {
  return (
    <Suspense>
      <Film {...props} />
    </Suspense>
  )
}

export function SlotSwitch(props: ComponentProps<typeof Switch>) {
  return (
    <Suspense>
      <Switch {...props} />
    </Suspense>
  )
}

export function TabPanels(props: ComponentProps<typeof Panels>) {
  return (
    <Suspense>
      <Panels {...props} />
    </Suspense>
  )
}
