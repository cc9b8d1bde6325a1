"use client"

import { useLocale, useTranslations } from "next-intl"

import { Icon } from "@/components/ui/icon"
import { Link } from "@/i18n/navigation"
import { cn } from "@/lib/cn"
import { useLive } from "@/lib/live/use-live"
import { askForShopper } from "@/lib/shopper/store"
import { useShopper } from "@/lib/shopper/use-shopper"

/** The way to what the shop has told. Its place is kept for who is not signed in, so that nothing moves. */
export function BellLink() {
  const t = useTranslations("layout")
  const locale = useLocale()
  const { unreadCount, isSignedIn } = useShopper()
  // Also when it begins to hear: something may have been told since the shopper was asked for.
  useLive(isSignedIn ? ["person"] : [], () => void askForShopper(locale))
  return (
    <Link
      href="/account/notifications"
      prefetch={false}
      data-slot="bell-link"
      className={cn(
        "relative hidden size-11 place-items-center min-[24rem]:grid",
        !isSignedIn && "invisible",
      )}
    >
      <Icon name="bell" className="size-[1.375rem]" />
      <span className="sr-only">{t("bell", { count: unreadCount })}</span>
      {unreadCount > 0 && (
        <span
          aria-hidden="true"
          className="absolute end-0 top-0.5 grid h-5 min-w-5 place-items-center rounded-full bg-rust px-1 text-[0.6875rem] font-semibold text-paper tabular-nums"
        >
          {Math.min(unreadCount, 99)}
        </span>
      )}
    </Link>
  )
}
