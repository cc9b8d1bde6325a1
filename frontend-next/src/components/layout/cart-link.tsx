"use client"

import { usePathname } from "next/navigation"
import { useLocale, useTranslations } from "next-intl"
import { useEffect } from "react"

import { Icon } from "@/components/ui/icon"
import { Link } from "@/i18n/navigation"
import { askForShopper } from "@/lib/shopper/store"
import { useShopper } from "@/lib/shopper/use-shopper"

/**
 * The way to the cart. What is in it is asked for on each page anew, and has its place before it is known: a page that
 * sleeps writes it there itself.
 */
export function CartLink() {
  const t = useTranslations("layout")
  const locale = useLocale()
  const pathname = usePathname()
  const { itemCount, isAway } = useShopper()
  useEffect(() => {
    void askForShopper(locale)
  }, [locale, pathname])
  return (
    <Link href="/cart" data-slot="cart-link" className="relative -me-3 grid size-11 place-items-center">
      <Icon name="bag" className="size-[1.375rem]" />
      <span data-cart="words" className="sr-only" suppressHydrationWarning>
        {isAway ? t("cartAway") : t("cart", { count: itemCount })}
      </span>
      <span
        data-cart="number"
        aria-hidden="true"
        hidden={itemCount === 0 && !isAway}
        suppressHydrationWarning
        className="absolute end-0 top-0.5 grid h-5 min-w-5 place-items-center rounded-full bg-rust px-1 text-[0.6875rem] font-semibold text-paper tabular-nums"
      >
        {isAway ? "!" : itemCount}
      </span>
    </Link>
  )
}
