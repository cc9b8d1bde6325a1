/** Whether the shopper agreed that this device remembers what was looked at; null before an answer was given. */
export type Consent = boolean | null

export const CONSENT_COOKIE = "heron_memory"
export const VIEWED_COOKIE = "heron_viewed"
export const VISIT_COOKIE = "heron_visit"
const CHANGED = "heron:consent"
const HALF_A_YEAR = 182 * 24 * 60 * 60

export function readConsent(cookies: string): Consent {
  const answer = new RegExp(`(?:^|;\\s*)${CONSENT_COOKIE}=(yes|no)`).exec(cookies)?.[1]
  return answer === undefined ? null : answer === "yes"
}

export function mayRemember(): boolean {
  return readConsent(document.cookie) === true
}

/** Keeps the answer for half a year. A "no" also forgets what was remembered so far. */
export function answerConsent(agrees: boolean): void {
  writeCookie(CONSENT_COOKIE, agrees ? "yes" : "no", HALF_A_YEAR)
  if (!agrees) writeCookie(VISIT_COOKIE, "", 0)
  window.dispatchEvent(new Event(CHANGED))
}

export function onConsentChange(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener)
  return () => {
    window.removeEventListener(CHANGED, listener)
  }
}

export function writeCookie(name: string, value: string, maxAge: number): void {
  document.cookie = `${name}=${value}; path=/; max-age=${String(maxAge)}; samesite=lax`
}
