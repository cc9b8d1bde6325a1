"use client"

import { useSyncExternalStore } from "react"

/** Whether scripts run: not on the server, and not before the page is taken over by them. */
export function useIsAlive(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
}
