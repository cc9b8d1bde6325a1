"use client"

import { useEffect, useRef, type MouseEvent, type ReactNode } from "react"

import { reportClick, reportSearch, type ShownSearch } from "@/lib/memory/search-events"

type SearchTrackerProps = { receipt: string; isWorthTelling: boolean; children: ReactNode }

/** Tells what was searched for and what was opened, if the shopper agreed; it changes nothing on the page. */
export function SearchTracker({ receipt, isWorthTelling, children }: SearchTrackerProps) {
  const shown = useRef<ShownSearch | null>(null)
  useEffect(() => {
    shown.current = isWorthTelling ? reportSearch(receipt) : null
  }, [receipt, isWorthTelling])

  const onClick = (event: MouseEvent) => {
    const link = (event.target as HTMLElement).closest("a")
    const place = link?.closest<HTMLElement>("[data-product-id]")
    const { productId, position } = place?.dataset ?? {}
    if (shown.current && productId) reportClick(shown.current, productId, Number(position))
  }

  return (
    // It only listens to links inside, which keyboards follow by a click as well.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div data-slot="search-tracker" onClick={onClick}>
      {children}
    </div>
  )
}
