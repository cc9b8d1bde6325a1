import { useTranslations } from "next-intl"

import { buttonClass } from "@/components/ui/button"
import { Icon } from "@/components/ui/icon"
import { listingHref } from "@/features/catalogue/listing-query"
import type { ListingState } from "@/features/catalogue/listing-state"
import { Link } from "@/i18n/navigation"
import type { SearchAnswer } from "@/lib/api/types"
import { cn } from "@/lib/cn"

type PaginationProps = { path: string; state: ListingState; answer: SearchAnswer }

/** By number as far as there are numbers; behind the last one the list goes on by cursor, forwards only. */
export function Pagination({ path, state, answer }: PaginationProps) {
  const t = useTranslations("catalogue")
  const { page_count: pageCount, next_cursor: cursor } = answer
  const isNumbered = !state.cursor
  const hrefOf = (page: number) => listingHref(path, { ...state, page, cursor: "" })
  const goesOn = cursor !== null && (!isNumbered || state.page >= pageCount)
  if (pageCount < 2 && !goesOn && isNumbered) return null
  return (
    <nav
      data-slot="pagination"
      aria-label={t("pagination")}
      className="mt-16 flex items-center justify-center gap-3 sm:gap-6"
    >
      {isNumbered && state.page > 1 && (
        <Step href={hrefOf(state.page - 1)} label={t("previousPage")} isBack />
      )}
      {!isNumbered && <Step href={hrefOf(1)} label={t("firstPage")} isBack />}
      {isNumbered && (
        <p className="text-sm text-soft tabular-nums">
          {t("pageOf", { page: state.page, count: pageCount })}
        </p>
      )}
      {isNumbered && state.page < pageCount && <Step href={hrefOf(state.page + 1)} label={t("nextPage")} />}
      {goesOn && <Step href={listingHref(path, { ...state, cursor })} label={t("nextPage")} />}
    </nav>
  )
}

function Step({ href, label, isBack = false }: { href: string; label: string; isBack?: boolean }) {
  const arrow = (
    <Icon name="arrow" className={cn("size-4", isBack ? "ltr:-scale-x-100" : "rtl:-scale-x-100")} />
  )
  return (
    <Link
      href={href}
      rel={isBack ? "prev" : "next"}
      className={buttonClass({ variant: "secondary", size: "small" })}
    >
      {isBack && arrow}
      {label}
      {!isBack && arrow}
    </Link>
  )
}
