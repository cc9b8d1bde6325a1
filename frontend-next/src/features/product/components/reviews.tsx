import { useTranslations } from "next-intl"

import { RatingStars } from "@/components/commerce/rating-stars"
import { ReviewDistribution } from "@/features/product/components/review-distribution"
import { ReviewInvitation } from "@/features/product/components/review-invitation"
import { ReviewList } from "@/features/product/components/review-list"
import type { ReviewPage } from "@/lib/api/types"

type ReviewsProps = { slug: string; reviews: ReviewPage }

/** What others think of the product: the stars, how they spread, the texts, and a place for one's own. */
export function Reviews({ slug, reviews }: ReviewsProps) {
  const t = useTranslations("reviews")
  const { summary } = reviews
  const path = `/products/${encodeURIComponent(slug)}`
  return (
    <section
      id="reviews"
      data-slot="reviews"
      aria-labelledby="reviews-title"
      className="grid scroll-mt-28 gap-x-[clamp(2rem,7vw,7rem)] gap-y-10 border-t border-line pt-12 lg:grid-cols-[1fr_1.6fr] lg:pt-16"
    >
      <div className="flex flex-col items-start gap-5">
        <h2 id="reviews-title" className="font-display text-heading">
          {t("title")}
        </h2>
        {summary.count > 0 ? (
          <>
            <RatingStars rating={summary} />
            <ReviewDistribution summary={summary} />
          </>
        ) : (
          <p className="text-soft">{t("none")}</p>
        )}
      </div>
      <div className="flex flex-col gap-12">
        <ReviewList path={path} reviews={reviews} />
        <ReviewInvitation slug={slug} path={path} />
      </div>
    </section>
  )
}
