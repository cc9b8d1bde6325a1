"use client"

import { useTranslations } from "next-intl"

import { buttonClass } from "@/components/ui/button"
import { ReviewForm } from "@/features/product/components/review-form"
import { Link } from "@/i18n/navigation"
import { useShopper } from "@/lib/shopper/use-shopper"

/** A place for a review of one's own; who has not signed in is shown where to. */
export function ReviewInvitation({ slug, path }: { slug: string; path: string }) {
  const t = useTranslations("reviews")
  if (useShopper().isSignedIn) return <ReviewForm slug={slug} />
  return (
    <Link
      href={`/login?next=${encodeURIComponent(`${path}#reviews`)}`}
      prefetch={false}
      className={`self-start ${buttonClass({ variant: "secondary", size: "small" })}`}
    >
      {t("signIn")}
    </Link>
  )
}
