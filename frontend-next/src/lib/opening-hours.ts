type Span = { weekday: number; opens: string; closes: string }

/** A Monday; weekdays are written as days of its week. */
const MONDAY = Date.UTC(2024, 0, 1, 12)
const DAY = 86_400_000

/** Opening hours in one line for each run of days that are alike, such as Mon–Fri 09:00–18:00. */
export function hoursInWords(spans: readonly Span[], locale: string): { days: string; times: string }[] {
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" })
  const name = (day: number) => weekday.format(new Date(MONDAY + day * DAY))
  const runs: { first: number; last: number; times: string }[] = []
  for (const day of [0, 1, 2, 3, 4, 5, 6]) {
    const times = spans
      .filter((span) => span.weekday === day)
      .map(({ opens, closes }) => `${opens}–${closes}`)
      .join(", ")
    const run = runs.at(-1)
    if (!times) continue
    if (run?.times === times && run.last === day - 1) run.last = day
    else runs.push({ first: day, last: day, times })
  }
  return runs.map(({ first, last, times }) => ({
    days: first === last ? name(first) : `${name(first)}–${name(last)}`,
    times,
  }))
}
