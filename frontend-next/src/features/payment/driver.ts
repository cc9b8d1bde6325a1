import { useCallback, useRef } from "react"

/** Why a customer has not paid, in the words of whoever says so. `isShown` where the provider's own field says it. */
export type Told = { message: string; isShown?: boolean }

export type ClientStep = Record<string, string>

/** What a provider's script does for the payment form. */
export type Driver = {
  /** What is wrong with what was typed, before the shop is asked for anything. */
  check: () => Promise<Told | null>
  /** Has the customer pay; null when nothing more is to be done here. */
  act: (step: ClientStep, returnTo: string) => Promise<Told | null>
  /** Told that the shop has refused, and nothing is to be paid. */
  giveUp?: () => void
}

/** As long as the fields of a script may take to be ready, once the shopper wants to pay with what is in them. */
const PATIENCE_MS = 10_000

/** The driver of what is chosen now. Its fields may be there, and filled in, before it says that it is ready. */
export function useDriver() {
  const driver = useRef<Driver | null>(null)
  const whenReady = useRef<((driver: Driver) => void) | null>(null)
  const onDriver = useCallback((next: Driver | null) => {
    driver.current = next
    if (next) whenReady.current?.(next)
  }, [])
  /** Null when it takes too long, as where a script was blocked. */
  const driverOnceReady = useCallback(
    async () =>
      driver.current ??
      new Promise<Driver | null>((resolve) => {
        whenReady.current = resolve
        setTimeout(() => resolve(null), PATIENCE_MS)
      }),
    [],
  )
  return { onDriver, driverOnceReady }
}
