"use client"

import { useEffect, useEffectEvent } from "react"

import type { Heard } from "@/lib/live/message"

/**
 * Hears what is told about these topics (`person`, `order:R-1`, `product:prod_1`) while the component is shown: over a
 * socket, or by asking where there is none. Nothing is loaded before the page has come to rest.
 */
export function useLive(topics: string[], onMessage: (heard: Heard) => void): void {
  const hear = useEffectEvent(onMessage)
  const names = topics.join(",")
  useEffect(() => {
    if (names === "") return
    let stop: (() => void) | undefined
    let isOver = false
    const cancel = whenIdle(() => {
      void import("@/lib/live/channel").then(({ subscribe }) => {
        if (!isOver) stop = subscribe(names.split(","), hear)
      })
    })
    return () => {
      isOver = true
      cancel()
      stop?.()
    }
  }, [names])
}

function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(work, 1000)
    return () => {
      clearTimeout(timer)
    }
  }
  const handle = requestIdleCallback(work, { timeout: 5000 })
  return () => {
    cancelIdleCallback(handle)
  }
}
