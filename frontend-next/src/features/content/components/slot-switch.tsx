"use client"

import { useSyncExternalStore, type ReactNode } from "react"

import { cn } from "@/lib/cn"
import { onShopperChange, readShopper } from "@/lib/shopper/store"
import { NOBODY, type Shopper } from "@/lib/shopper/shopper"
import { choose, type Conditions } from "@/features/content/conditions"

const PHONE = "(max-width: 47.99rem)"

type SlotSwitchProps = {
  variants: (Conditions & { key: string; content: ReactNode })[]
  children: ReactNode
}

/**
 * The page is the same for everybody and holds all variants, one over the other in one cell: the tallest gives the
 * height, so that nothing moves when the browser knows which one is meant. The others are hidden from everybody, and
 * their pictures are not loaded.
 */
export default function SlotSwitch({ variants, children }: SlotSwitchProps) {
  const shopper = useSyncExternalStore(onShopperChange, readShopper, () => NOBODY)
  const isPhone = useSyncExternalStore(onWidthChange, isNarrow, () => null)
  const chosen = isPhone === null ? null : choose(variants, { isPhone, ...whoIs(shopper) })
  return (
    <div data-slot="slot" className="slot">
      <div className={cn(chosen && "slot-hidden")} inert={chosen !== null}>
        {children}
      </div>
      {variants.map(({ key, content }) => (
        <div key={key} className={cn(chosen?.key !== key && "slot-hidden")} inert={chosen?.key !== key}>
          {content}
        </div>
      ))}
    </div>
  )
}

/** Before the answer about the shopper is here, nobody is signed in or out. */
function whoIs(shopper: Shopper) {
  if (shopper === NOBODY) return { isSignedIn: null, country: null }
  return { isSignedIn: shopper.isSignedIn, country: shopper.country }
}

function isNarrow(): boolean {
  return window.matchMedia(PHONE).matches
}

function onWidthChange(listener: () => void): () => void {
  const width = window.matchMedia(PHONE)
  width.addEventListener("change", listener)
  return () => {
    width.removeEventListener("change", listener)
  }
}
