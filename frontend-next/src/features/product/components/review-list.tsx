import { useFormatter, useTranslations } from "next-intl"

import { buttonClass } from "@/components/ui/button"
import { Icon } from "@/components/ui/icon"
import { StarRating } from "@/components/commerce/rating-stars"
import { Link } from "@/i18n/navigation"
import type { Review, ReviewPage } from "@/lib/api/types"

/** A page of texts, with links to the newer and the older ones. */
export function ReviewList({ path, reviews }: { path: string; reviews: ReviewPage }) {
  if (reviews.results.length === 0) return null
  return (
    <div className="flex flex-col gap-8">
      <ul data-slot="review-list" className="flex flex-col gap-8">
        {reviews.results.map((review) => (
          <li key={review.id} className="border-b border-line pb-8 last:border-b-0">
            <ReviewText review={review} />
          </li>
        ))}
      </ul>
      <Steps path={path} reviews={reviews} />
    </div>
  )
}

/** Strangers write in any language, so each text finds its own direction. */
function ReviewText({ review }: { review: Review }) {
  const t = useTranslations("reviews")
  const format = useFormatter()
  const written = format.dateTime(new Date(review.written_at), { dateStyle: "long" })
  return (
    <article data-slot="review" className="flex flex-col gap-2">
      <StarRating average={String(review.score)} />
      <h3 dir="auto" className="text-lead font-medium wrap-anywhere">
        {review.title}
      </h3>
      <p dir="auto" className="max-w-[62ch] wrap-anywhere whitespace-pre-line text-soft">
        {review.body}
      </p>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-faint">
        <bdi>{review.author ?? t("somebody")}</bdi>
        <time dateTime={review.written_at}>{written}</time>
        {review.is_verified_purchase && (
          <span className="inline-flex items-center gap-1">
            <Icon name="check" className="size-4" />
            {t("verified")}
          </span>
        )}
      </p>
    </article>
  )
}

function Steps({ path, reviews }: { path: string; reviews: ReviewPage }) {
  const t = useTranslations("reviews")
  if (reviews.page_count < 2) return null
  const look = buttonClass({ variant: "secondary", size: "small" })
  const hrefOf = (page: number) =>
    page === 1 ? `${path}#reviews` : `${path}?reviews=${String(page)}#reviews`
  return (
    <nav aria-label={t("pages")} className="flex flex-wrap items-center gap-4">
      {reviews.previous !== null && (
        <Link href={hrefOf(reviews.previous)} rel="prev" className={look}>
          {t("newer")}
        </Link>
      )}
      <p className="text-sm text-soft tabular-nums">
        {t("pageOf", { page: reviews.page, count: reviews.page_count })}
      </p>
      {reviews.next !== null && (
        <Link href={hrefOf(reviews.next)} rel="next" className={look}>
          {t("older")}
        </Link>
      )}
    </nav>
  )
}
