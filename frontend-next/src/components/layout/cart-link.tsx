import { useTranslations } from "next-intl"

import { Icon } from "@/components/ui/icon"
import { Link } from "@/i18n/navigation"

export function CartLink({ count }: { count: number }) {
  const t = useTranslations("layout")
  return (
    <Link href="/cart" data-slot="cart-link" className="relative -me-3 grid size-11 place-items-center">
      <Icon name="bag" className="size-[1.375rem]" />
      <span className="sr-only">{t("cart", { count })}</span>
      {count > 0 && (
        <span
          aria-hidden="true"
          className="absolute end-0 top-0.5 grid h-5 min-w-5 place-items-center rounded-full bg-rust px-1 text-[0.6875rem] font-semibold text-paper tabular-nums"
        >
          {count}
        </span>
      )}
    </Link>
  )
}
