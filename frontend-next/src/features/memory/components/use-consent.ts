"use client"

import { useSyncExternalStore } from "react"

import { onConsentChange, readConsent, type Consent } from "@/lib/memory/consent"

/** The shopper's answer; undefined until the browser knows it. */
export function useConsent(): Consent | undefined {
  return useSyncExternalStore(
    onConsentChange,
    () => readConsent(document.cookie),
    () => undefined,
  )
}
