"use client"

import { NextIntlClientProvider, useLocale, useMessages, type Messages } from "next-intl"
import { useMemo, type ReactNode } from "react"

/** A provider takes the place of the one above it, so what that one knows is handed on. */
export function MoreWords({ words, children }: { words: Partial<Messages>; children: ReactNode }) {
  const known = useMessages()
  const messages = useMemo(() => ({ ...known, ...words }), [known, words])
  return (
    <NextIntlClientProvider locale={useLocale()} messages={messages}>
      {children}
    </NextIntlClientProvider>
  )
}
