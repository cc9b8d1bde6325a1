"use client"

import { useEffect, useRef, type RefObject } from "react"

/** After a refusal the focus goes to the first field that needs attention. */
export function useFocusFirstInvalid(state: unknown): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (state) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus()
  }, [state])
  return form
}
