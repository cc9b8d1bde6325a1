import { useSyncExternalStore } from "react"

import { mayRemember, writeCookie } from "@/lib/memory/consent"

const COOKIE = "heron_chat_counts"
const CHANGED = "heron:chat-counts"
const HALF_A_YEAR = 182 * 24 * 60 * 60

/**
 * Whether the shopper agreed that baskets and orders are put down to their conversations. Who has not said agrees as
 * far as the page may remember what they do.
 */
export function isCounted(): boolean {
  const said = new RegExp(`(?:^|;\\s*)${COOKIE}=(yes|no)`).exec(document.cookie)?.[1]
  return said === undefined ? mayRemember() : said === "yes"
}

/** Holds for conversations that begin from now on. */
export function letCount(agrees: boolean): void {
  writeCookie(COOKIE, agrees ? "yes" : "no", HALF_A_YEAR)
  window.dispatchEvent(new Event(CHANGED))
}

export function useIsCounted(): boolean {
  return useSyncExternalStore(hear, isCounted, () => false)
}

function hear(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener)
  return () => {
    window.removeEventListener(CHANGED, listener)
  }
}
