"use client"

import { useEffect, useState } from "react"

const MINUTE = 60_000
const PARTS = [24 * 60 * MINUTE, 60 * MINUTE, MINUTE, 1000] as const

type CountdownClockProps = {
  endsAt: string
  /** Days, hours, minutes and seconds, in the language of the page. */
  names: readonly string[]
  locale: string
  /** What is said when the time is over; the clock is there already when the page comes, so nothing moves. */
  after: string
}

/**
 * Counts in the browser alone: the page is kept, and says when it ends, not how long that is. The digits have their
 * room before they are there.
 */
export default function CountdownClock({ endsAt, names, locale, after }: CountdownClockProps) {
  const left = useTimeLeft(Date.parse(endsAt))
  const digits = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 })
  if (left === 0) return after ? <p className="flex min-h-20 items-center text-lead">{after}</p> : null
  return (
    // Sixty times a minute is nothing to read aloud; the moment of the end stands beside it as a text.
    <div
      aria-hidden="true"
      data-slot="countdown-clock"
      data-wakes
      className="flex min-h-20 flex-wrap gap-x-5 gap-y-3 tabular-nums"
    >
      {names.map((name, index) => (
        <span key={name} className="flex min-w-14 flex-col">
          <span className="font-display text-title">
            {left === null ? "–" : digits.format(partOf(left, index))}
          </span>
          <span className="text-sm">{name}</span>
        </span>
      ))}
    </div>
  )
}

/** Milliseconds; null before the browser has looked at its clock. */
function useTimeLeft(end: number): number | null {
  const [left, setLeft] = useState<number | null>(null)
  useEffect(() => {
    const look = () => {
      const rest = Math.max(0, end - Date.now())
      setLeft(rest)
      if (rest === 0) clearInterval(ticking)
    }
    const ticking = setInterval(look, 1000)
    look()
    return () => {
      clearInterval(ticking)
    }
  }, [end])
  return left
}

function partOf(left: number, index: number): number {
  const size = PARTS[index] ?? 1000
  const larger = PARTS[index - 1]
  return Math.floor((larger ? left % larger : left) / size)
}
