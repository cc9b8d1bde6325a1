"use client"

import { useEffect } from "react"

import { learnShopper } from "@/lib/shopper/store"

/** Lets the header know at once what the page knows already. It shows nothing. */
export function CartCount({ count }: { count: number }) {
  useEffect(() => {
    learnShopper({ itemCount: count })
  }, [count])
  return null
}
