"use client"

import { useEffect, type RefObject } from "react"

/** The slash goes to the box that can be seen, unless it is typed into something else. */
export function useSlashKey(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent) => {
      const target = event.target as HTMLElement
      const isTyping = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
      if (event.key !== "/" || isTyping || !isPlain || !input.current?.offsetParent) return
      event.preventDefault()
      input.current.focus()
    }
    document.addEventListener("keydown", focus)
    return () => {
      document.removeEventListener("keydown", focus)
    }
  }, [input])
}
