"use client"

import { useEffect, useState } from "react"

import { fetchSuggestions, NO_SUGGESTIONS, type Suggestions } from "@/features/search/suggestions"

/** Long enough to skip most letters of a fast typist, short enough not to be noticed. */
const PAUSE_MS = 120

/** What to offer for the typed words. An answer that comes after the next letter is thrown away. */
export function useSuggestions(typed: string, locale: string, isWanted: boolean): Suggestions {
  const [found, setFound] = useState(NO_SUGGESTIONS)
  const words = typed.trim()
  useEffect(() => {
    if (!isWanted) return
    const controller = new AbortController()
    const timer = setTimeout(() => {
      void fetchSuggestions(words, locale, controller.signal).then((answer) => {
        if (!controller.signal.aborted) setFound(answer)
      })
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [words, locale, isWanted])
  return found
}
