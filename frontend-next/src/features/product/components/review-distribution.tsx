import { useFormatter, useTranslations } from "next-intl"

import type { ReviewSummary } from "@/lib/api/types"

/** How many gave how many stars: bars for the eye, sentences for the ear. */
export function ReviewDistribution({ summary }: { summary: ReviewSummary }) {
  const t = useTranslations("reviews")
  const format = useFormatter()
  return (
    <ul data-slot="review-distribution" className="flex w-full max-w-sm flex-col gap-2 text-sm">
      {summary.distribution.map(({ score, count }) => (
        <li key={score}>
          <span className="sr-only">{t("withStars", { score, count })}</span>
          <span aria-hidden="true" className="grid grid-cols-[6.5rem_1fr_2.5rem] items-center gap-3">
            <span className="text-soft">{t("stars", { score })}</span>
            <span className="h-2 overflow-hidden rounded-full bg-sunk">
              <span
                className="block h-full bg-ochre"
                style={{ width: `${String(summary.count ? (count / summary.count) * 100 : 0)}%` }}
              />
            </span>
            <span data-slot="score-count" className="text-end text-faint tabular-nums">
              {format.number(count)}
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}
