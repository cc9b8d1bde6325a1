"use client"

import { useRouter } from "next/navigation"
import { useLive } from "@/lib/live/use-live"

/** Has the page read its order again whenever it moved on. */
export function LiveOrder({ number }: { number: string }) {
  const router = useRouter()
  useLive([`order:${number}`], () => {
    router.refresh()
  })
  return null
}
