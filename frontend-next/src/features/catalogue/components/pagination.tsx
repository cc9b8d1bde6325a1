import { useTranslations } from "next-intl"

import { buttonClass } from "@/components/ui/button"
import { Icon } from "@/components/ui/icon"
import { listingHref, type ListingState } from "@/features/catalogue/listing-state"
import { Link } from "@/i18n/navigation"
import { cn } from "@/lib/cn"

type PaginationProps = { path: string; state: ListingState; pageCount: number }

export function Pagination({ path, state, pageCount }: PaginationProps) {
  const t = useTranslations("catalogue")
  if (pageCount < 2) return null
  const hrefOf = (page: number) => listingHref(path, { ...state, page })
  return (
    <nav
      data-slot="pagination"
      aria-label={t("pagination")}
      className="mt-16 flex items-center justify-center gap-3 sm:gap-6"
    >
      {state.page > 1 && <Step href={hrefOf(state.page - 1)} label={t("previousPage")} isBack />}
      <p className="text-sm text-soft tabular-nums">{t("pageOf", { page: state.page, count: pageCount })}</p>
      {state.page < pageCount && <Step href={hrefOf(state.page + 1)} label={t("nextPage")} />}
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
