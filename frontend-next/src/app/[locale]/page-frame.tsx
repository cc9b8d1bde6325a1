import { cookies } from "next/headers"
import { Suspense, type ReactNode } from "react"

import { BannerBar } from "@/components/layout/banner-bar"
import { CartLink } from "@/components/layout/cart-link"
import { CurrencyForm } from "@/components/layout/currency-form"
import { LocaleLinks } from "@/components/layout/locale-links"
import { SiteFooter } from "@/components/layout/site-footer"
import { SiteHeader } from "@/components/layout/site-header"
import { countCartItems } from "@/features/cart/queries"
import { chooseCurrency } from "@/features/channel/actions"
import { getChannel, getCurrency } from "@/features/channel/queries"
import { getMenus, listBanners } from "@/features/content/queries"
import { MemorySwitch } from "@/features/memory/components/memory-switch"
import { SearchBox } from "@/features/search/components/search-box"
import { routing } from "@/i18n/routing"
import type { Channel } from "@/lib/api/types"
import { COOKIES } from "@/lib/session/cookies"

/** What stands around every page. */
export async function PageFrame({ locale, children }: { locale: string; children: ReactNode }) {
  const [channel, currency, menus] = await Promise.all([
    getChannel(locale),
    getCurrency(locale),
    getMenus(locale),
  ])
  return (
    <>
      <Announcement locale={locale} />
      <SiteHeader
        shopName={channel.branding.name}
        menu={menus.header}
        currency={currency}
        search={<SearchBox className="lg:mx-auto lg:max-w-xl" />}
        preferences={<Preferences channel={channel} currency={currency} />}
        cart={
          <Suspense fallback={<CartLink count={0} />}>
            <CartCount locale={locale} currency={currency} />
          </Suspense>
        }
      />
      <main id="content" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
      <SiteFooter channel={channel} menu={menus.footer} memory={<MemorySwitch />} />
    </>
  )
}

/** The first announcement that was not closed on this device. */
async function Announcement({ locale }: { locale: string }) {
  const [banners, jar] = await Promise.all([listBanners(locale), cookies()])
  const dismissed = (jar.get(COOKIES.banners)?.value ?? "").split(".").filter(Boolean)
  const banner = banners.find(({ id }) => !dismissed.includes(id))
  return (
    banner && <BannerBar key={banner.id} banner={banner} dismissed={dismissed} cookieName={COOKIES.banners} />
  )
}

async function CartCount({ locale, currency }: { locale: string; currency: string }) {
  return <CartLink count={await countCartItems(locale, currency)} />
}

function Preferences({ channel, currency }: { channel: Channel; currency: string }) {
  const locales = routing.locales.flatMap(
    (code) => channel.locales.find((locale) => locale.code === code) ?? [],
  )
  return (
    <>
      <LocaleLinks
        locales={locales.map(({ code, name }) => ({ code: code as (typeof routing.locales)[number], name }))}
      />
      <CurrencyForm currencies={channel.currencies} current={currency} chooseCurrency={chooseCurrency} />
    </>
  )
}
