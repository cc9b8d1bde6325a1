import { readConsent, VISIT_COOKIE } from "@/lib/memory/consent"

/** A visit is over when nothing has been asked for so long, as web statistics have it. */
const PAUSE_SECONDS = 30 * 60
const HALF_A_YEAR = 182 * 24 * 60 * 60
const KEPT = new RegExp(`(?:^|;\\s*)${VISIT_COOKIE}=(first|later)\\.(\\d{1,10})(?:;|$)`)

/** Whether the browser was here before this visit, and the cookie that it shall keep; null leaves it as it is. */
export type Visit = { isReturning: boolean; cookie: string | null }

/** Only a browser whose shopper agreed keeps when it was here last. Any other is here for the first time each time. */
export function noteVisit(cookies: string, now: number = Date.now()): Visit {
  if (readConsent(cookies) !== true) return { isReturning: false, cookie: null }
  const second = Math.floor(now / 1000)
  const [, kind, latest] = KEPT.exec(cookies) ?? []
  const isReturning = kind === "later" || (kind === "first" && second - Number(latest) > PAUSE_SECONDS)
  return { isReturning, cookie: written(`${isReturning ? "later" : "first"}.${String(second)}`) }
}

/** Scripts may forget it, which is why they may see it; it says nothing but this. */
function written(value: string): string {
  return `${VISIT_COOKIE}=${value}; Path=/; Max-Age=${String(HALF_A_YEAR)}; SameSite=Lax`
}
