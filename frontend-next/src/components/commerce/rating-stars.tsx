import { useTranslations } from "next-intl"

import { Stars } from "@/components/commerce/stars"
import type { Rating } from "@/lib/api/types"
import { cn } from "@/lib/cn"

/** Nothing until somebody has rated: five grey stars would read as a bad mark. */
export function RatingStars({ rating, className }: { rating: Rating; className?: string }) {
  const t = useTranslations("rating")
  if (rating.average === null || rating.count === 0) return null
  return (
    <p data-slot="rating" className={cn("rating", className)}>
      <StarRating average={rating.average} />
      <span className="text-faint">{t("count", { count: rating.count })}</span>
    </p>
  )
}

export function StarRating({ average }: { average: string }) {
  const t = useTranslations("rating")
  return <Stars filled={Number(average) * 20} label={t("average", { average })} />
}
