import { useLocale } from "next-intl"
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from "react"

import { Line } from "@/features/assistant/line"
import type { ChatMessage } from "@/lib/api/types"
import { onShopperChange, readShopper } from "@/lib/shopper/store"

/** Who has not said for as long that they are writing has stopped. */
const TYPING_MS = 7_000

export type LiveLine = {
  line: RefObject<Line | undefined>
  /** Whether what others say arrives by itself. */
  isLive: boolean
  /** Whether a person of the shop is writing. */
  isTyping: boolean
}

type Known = { session: string | undefined; messages: ChatMessage[] }

/** Keeps a line to the conversation as long as somebody looks at it. */
export function useLine(
  isOpen: boolean,
  { session, messages }: Known,
  hear: (message: ChatMessage) => void,
): LiveLine {
  const locale = useLocale()
  const line = useRef<Line>(undefined)
  const [isLive, setIsLive] = useState(false)
  const [typing, setTyping] = useState(0)
  const lastNumber = useEffectEvent(() => messages.at(-1)?.number ?? 0)
  const onMessage = useEffectEvent((message: ChatMessage) => {
    if (message.role !== "person") setTyping(0)
    hear(message)
  })
  useEffect(() => {
    if (!isOpen || !session) return
    const ears = {
      onLive: setIsLive,
      onMessage,
      onTyping: () => setTyping(Date.now()),
      lastNumber,
    }
    const opened = new Line(locale, session, ears)
    line.current = opened
    const forget = renewWithKeys(opened)
    return () => {
      forget()
      opened.close()
      line.current = undefined
      setTyping(0)
    }
  }, [isOpen, session, locale])
  useEffect(() => {
    if (typing === 0) return
    const timer = setTimeout(() => setTyping(0), TYPING_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [typing])
  return { line, isLive, isTyping: typing > 0 }
}

/** The keys to a cart travel with the ticket. They may have changed when the cart has, here or in another tab. */
function renewWithKeys(line: Line): () => void {
  let { itemCount } = readShopper()
  const forget = onShopperChange(() => {
    const count = readShopper().itemCount
    if (count !== itemCount) line.renew()
    itemCount = count
  })
  const onVisible = () => {
    if (!document.hidden) line.renew()
  }
  const onOnline = () => {
    line.renew()
  }
  document.addEventListener("visibilitychange", onVisible)
  window.addEventListener("online", onOnline)
  return () => {
    forget()
    document.removeEventListener("visibilitychange", onVisible)
    window.removeEventListener("online", onOnline)
  }
}
