type Days = { earliest: string; latest: string }

/** Such as "Tue, 2 – Thu, 4 Dec". Days are days: no time zone moves them. */
export function daysInWords({ earliest, latest }: Days, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  })
  return format.formatRange(new Date(earliest), new Date(latest))
}

/**
 * Such as "14:00", or "Mon 14:00" when that is not today where the goods leave. It is told by the clock that hangs there,
 * as the API writes it, so that server and browser say the same.
 */
export function deadlineInWords(orderBy: string, locale: string, now = new Date()): string {
  const there = new Date(`${orderBy.slice(0, 16)}Z`)
  const today = new Date(now.getTime() + there.getTime() - new Date(orderBy).getTime())
  const isToday = there.toISOString().slice(0, 10) === today.toISOString().slice(0, 10)
  return new Intl.DateTimeFormat(locale, {
    ...(!isToday && { weekday: "short" }),
    hour: "numeric",
    minute: "2-digit",
    timeZone: "UTC",
  }).format(there)
}
