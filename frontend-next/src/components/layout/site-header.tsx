import { useTranslations } from "next-intl"
import type { ReactNode } from "react"

import { BellLink } from "@/components/layout/bell-link"
import { MainMenu } from "@/components/layout/main-menu"
import { MobileMenu } from "@/components/layout/mobile-menu"
import { PreferencesMenu } from "@/components/layout/preferences-menu"
import { ShopMark } from "@/components/layout/shop-mark"
import { Icon } from "@/components/ui/icon"
import { Link } from "@/i18n/navigation"
import type { MenuItem } from "@/lib/api/types"

type SiteHeaderProps = {
  shopName: string
  logoUrl: string | null
  menu: MenuItem[]
  currency: string
  preferences: ReactNode
  search: ReactNode
  cart: ReactNode
}

export function SiteHeader({
  shopName,
  logoUrl,
  menu,
  currency,
  preferences,
  search,
  cart,
}: SiteHeaderProps) {
  return (
    <header data-slot="site-header" className="sticky top-0 z-20 border-b border-line bg-paper">
      <div className="page grid min-h-16 grid-cols-[1fr_auto_1fr] items-center gap-x-4 lg:grid-cols-[auto_1fr_auto] lg:gap-x-10 lg:pt-2.5">
        <MobileMenu items={menu}>
          <div className="flex flex-col gap-4">{preferences}</div>
        </MobileMenu>
        <Link href="/" className="inline-flex min-h-11 items-center justify-self-start">
          <ShopMark name={shopName} logoUrl={logoUrl} />
        </Link>
        <div className="order-last col-span-3 pb-2.5 lg:order-none lg:col-span-1 lg:pb-0">{search}</div>
        <div className="flex items-center justify-end gap-1">
          <PreferencesMenu currency={currency}>{preferences}</PreferencesMenu>
          <BellLink />
          <AccountLink />
          {cart}
        </div>
        <MainMenu items={menu} className="col-span-3 hidden pb-1.5 lg:block" />
      </div>
    </header>
  )
}

function AccountLink() {
  const t = useTranslations("layout")
  return (
    <Link href="/account" prefetch={false} className="grid size-11 place-items-center">
      <Icon name="person" className="size-[1.375rem]" />
      <span className="sr-only">{t("account")}</span>
    </Link>
  )
}
