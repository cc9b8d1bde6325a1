import { useEffect, useEffectEvent } from "react"

/** How often it is looked while a person is expected to write, and else, for those who do so unasked. */
const PAUSES_MS = { soon: 4_000, sometime: 20_000 }

/** Looks for what a person of the shop has written, as long as somebody looks at the conversation. */
export function useNews(expected: "soon" | "sometime" | false, look: () => Promise<void>): void {
  const lookNow = useEffectEvent(look)
  useEffect(() => {
    if (!expected) return
    const timer = setInterval(() => {
      if (!document.hidden) void lookNow()
    }, PAUSES_MS[expected])
    return () => {
      clearInterval(timer)
    }
  }, [expected])
}
