"use client"

import { useFormatter, useTranslations } from "next-intl"
import { useEffect, useState } from "react"

const SOON_MS = 2 * 60_000

type Phase = "kept" | "soon" | "over"

/**
 * Until when the goods are kept for the shopper. Nothing moves on the page: what changes is said politely, two minutes
 * before the end and at the end. Acting in the page makes it longer, and the basket stays in any case.
 */
export function Reservation({ until }: { until: string }) {
  const t = useTranslations("payment")
  const format = useFormatter()
  const phase = usePhase(Date.parse(until))
  const time = format.dateTime(new Date(until), { timeStyle: "short" })
  return (
    <p data-slot="reservation" aria-live="polite" className="text-sm text-soft">
      {t(`reservation.${phase}`, { time })}
    </p>
  )
}

function usePhase(end: number): Phase {
  const [now, setNow] = useState(() => Date.now())
  const phase = phaseAt(now, end)
  useEffect(() => {
    if (phase === "over") return
    const next = phase === "kept" ? end - SOON_MS : end
    const timer = setTimeout(() => setNow(Date.now()), Math.max(next - Date.now(), 0) + 50)
    return () => clearTimeout(timer)
  }, [phase, end])
  return phase
}

export function phaseAt(now: number, end: number): Phase {
  if (now >= end) return "over"
  return now >= end - SOON_MS ? "soon" : "kept"
}
