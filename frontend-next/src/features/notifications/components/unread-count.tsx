"use client"

import { useEffect } from "react"

import { learnShopper } from "@/lib/shopper/store"

/** Lets the bell know at once what the page knows already. It shows nothing. */
export function UnreadCount({ count }: { count: number }) {
  useEffect(() => {
    learnShopper({ unreadCount: count })
  }, [count])
  return null
}
