"use client"

import { usePathname, useRouter } from "next/navigation"
import { useOptimistic, useTransition } from "react"

import { listingHref } from "@/features/catalogue/listing-query"
import type { ListingState } from "@/features/catalogue/listing-state"

/** Moves to another state of the same listing; what was pressed shows at once, the products follow. */
export function useListingNavigation(state: ListingState) {
  const router = useRouter()
  const pathname = usePathname()
  const [isPending, startTransition] = useTransition()
  const [shown, setShown] = useOptimistic(state)
  const show = (next: ListingState) => {
    startTransition(() => {
      setShown(next)
      router.push(listingHref(pathname, next), { scroll: false })
    })
  }
  return { shown, show, isPending }
}
