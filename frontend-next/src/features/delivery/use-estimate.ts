import { useLocale } from "next-intl"
import { useEffect, useState } from "react"

import { askForEstimate, type Answered, type Asked } from "@/features/delivery/estimate"

const AN_HOUR = 3_600_000
const A_SECOND = 1000

/** What the shop says now; asked for anew when what is asked changes, and when the cut-off of an answer is over. */
export function useEstimate(asked: Asked, version = ""): Answered | null {
  const locale = useLocale()
  const [answer, setAnswer] = useState<Answered | null>(null)
  const [turn, setTurn] = useState(0)
  const { variant, quantity, country, postcode } = asked
  useEffect(() => {
    const control = new AbortController()
    void askForEstimate(locale, { variant, quantity, country, postcode }, control.signal).then((found) => {
      if (!control.signal.aborted) setAnswer(found)
    })
    return () => control.abort()
  }, [locale, variant, quantity, country, postcode, version, turn])
  useEffect(() => {
    const wait = untilNextCutoff(answer)
    if (wait === null) return
    const timer = setTimeout(() => setTurn((count) => count + 1), wait)
    return () => clearTimeout(timer)
  }, [answer])
  return answer
}

function untilNextCutoff(answer: Answered | null): number | null {
  if (!answer?.ok) return null
  const moments = answer.estimate.results.flatMap(({ delivery }) =>
    delivery ? [new Date(delivery.order_by).getTime()] : [],
  )
  if (moments.length === 0) return null
  return Math.max(A_SECOND, Math.min(Math.min(...moments) - Date.now() + A_SECOND, AN_HOUR))
}
