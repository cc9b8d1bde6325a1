import { useTranslations } from "next-intl"

import type { Rating } from "@/lib/api/types"
import { cn } from "@/lib/cn"

const STAR = "m12 2.6 2.9 6 6.6.9-4.8 4.6 1.2 6.5-5.9-3.2-5.9 3.2 1.2-6.5L2.5 9.5l6.6-.9 2.9-6Z"
const STARS = [1, 2, 3, 4, 5]

/** Nothing until somebody has rated: five grey stars would read as a bad mark. */
export function RatingStars({ rating, className }: { rating: Rating; className?: string }) {
  const t = useTranslations("rating")
  if (rating.average === null || rating.count === 0) return null
  return (
    <p data-slot="rating" className={cn("flex items-center gap-2 text-sm", className)}>
      <StarRating average={rating.average} />
      <span className="text-faint">{t("count", { count: rating.count })}</span>
    </p>
  )
}

/** Stars for the eye, a sentence for the ear. */
export function StarRating({ average }: { average: string }) {
  const t = useTranslations("rating")
  return (
    <>
      <span className="relative w-max text-ochre" aria-hidden="true">
        <StarRow fill="none" />
        <span
          className="absolute inset-y-0 start-0 overflow-hidden"
          style={{ width: `${String(Number(average) * 20)}%` }}
        >
          <StarRow fill="currentColor" />
        </span>
      </span>
      <span className="sr-only">{t("average", { average })}</span>
    </>
  )
}

function StarRow({ fill }: { fill: "none" | "currentColor" }) {
  return (
    <span className="flex w-max">
      {STARS.map((star) => (
        <svg
          key={star}
          viewBox="0 0 24 24"
          className="size-4"
          fill={fill}
          stroke="currentColor"
          strokeWidth="1.5"
        >
          <path d={STAR} />
        </svg>
      ))}
    </span>
  )
}
