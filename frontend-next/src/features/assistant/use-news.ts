import { useEffect, useEffectEvent } from "react"

const PAUSE_MS = 4000

/** Looks for what a person of the shop has written, as long as one is expected to and somebody looks. */
export function useNews(isExpected: boolean, look: () => Promise<void>): void {
  const lookNow = useEffectEvent(look)
  useEffect(() => {
    if (!isExpected) return
    const timer = setInterval(() => {
      if (!document.hidden) void lookNow()
    }, PAUSE_MS)
    return () => {
      clearInterval(timer)
    }
  }, [isExpected])
}
