import { useEffect, useRef, useState, useSyncExternalStore, type RefObject } from "react"

import type { Known } from "@/features/content/conditions"
import { askForSegments } from "@/features/content/segments"
import { keepCampaign, readCampaign, reportSlot } from "@/features/content/slot-counts"
import { NOBODY, type Shopper } from "@/lib/shopper/shopper"
import { onShopperChange, readShopper } from "@/lib/shopper/store"

const PHONE = "(max-width: 47.99rem)"
/** Somebody has seen a place when it has reached the middle of the window. */
const MIDDLE = "-20% 0px"

/** What the browser knows of the reader, once it knows the window; `isSettled` when nothing more will come. */
export function useKnown(keys: string): { known: Known | null; isSettled: boolean } {
  const shopper = useSyncExternalStore(onShopperChange, readShopper, () => NOBODY)
  const isPhone = useSyncExternalStore(onWidthChange, isNarrow, () => null)
  const campaign = useSyncExternalStore(onNothing, readCampaign, () => null)
  const segments = useSegments(keys, shopper)
  useEffect(keepCampaign, [])
  if (isPhone === null) return { known: null, isSettled: false }
  const known = { isPhone, campaign, segments, ...whoIs(shopper) }
  return { known, isSettled: shopper !== NOBODY && segments !== null }
}

/** Counts each variant once for this view of the page, when it is seen and when a link of it is followed. */
export function useCount(place: RefObject<HTMLElement | null>, receipt: string | null): void {
  const told = useRef(new Set<string>())
  useEffect(() => {
    const element = place.current
    if (element === null || receipt === null) return
    const tell = (type: "shown" | "clicked") => {
      const fact = `${type} ${receipt}`
      if (!told.current.has(fact)) reportSlot(receipt, type)
      told.current.add(fact)
    }
    const follow = ({ target }: Event) => {
      if (!(target instanceof Element) || !target.closest("a, button")) return
      tell("shown")
      tell("clicked")
    }
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) tell("shown")
      },
      { rootMargin: MIDDLE },
    )
    observer.observe(element)
    element.addEventListener("click", follow, true)
    return () => {
      observer.disconnect()
      element.removeEventListener("click", follow, true)
    }
  }, [place, receipt])
}

/** Before the answer about the shopper is here, nobody is signed in or out. */
function whoIs(shopper: Shopper) {
  if (shopper === NOBODY) return { isSignedIn: null, isReturning: null, country: null }
  const { isSignedIn, isReturning, country } = shopper
  return { isSignedIn, isReturning, country }
}

function useSegments(keys: string, shopper: Shopper): readonly string[] | null {
  const [answer, setAnswer] = useState<readonly string[] | null>(null)
  const isAsked = keys !== "" && shopper.isSignedIn
  useEffect(() => {
    if (!isAsked) return
    let isLate = false
    void askForSegments(keys).then((found) => {
      if (!isLate) setAnswer(found)
    })
    return () => {
      isLate = true
    }
  }, [isAsked, keys])
  return isAsked ? answer : []
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

function onNothing(): () => void {
  return () => undefined
}
