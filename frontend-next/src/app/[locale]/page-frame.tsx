import { cookies } from "next/headers"
import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"

import { UnavailablePage } from "@/app/[locale]/_answers/pages"
import { BannerBar } from "@/components/layout/banner-bar"
import { CartLink } from "@/components/layout/cart-link"
import { CurrencyForm } from "@/components/layout/currency-form"
import { LocaleLinks } from "@/components/layout/locale-links"
import { SiteFooter } from "@/components/layout/site-footer"
import { SiteHeader } from "@/components/layout/site-header"
import { Notice } from "@/components/ui/notice"
import { countCartItems } from "@/features/cart/queries"
import { chooseCurrency } from "@/features/channel/actions"
import { getChannel, getCurrency } from "@/features/channel/queries"
import { getMenus, listBanners } from "@/features/content/queries"
import { MemorySwitch } from "@/features/memory/components/memory-switch"
import { SearchBox } from "@/features/search/components/search-box"
import { routing } from "@/i18n/routing"
import { ProblemError } from "@/lib/api/problem"
import { isApiReachable } from "@/lib/api/reachable"
import type { Channel } from "@/lib/api/types"
import { answerWith } from "@/lib/http/answer-status"
import { COOKIES } from "@/lib/session/cookies"

/** What stands around every page. Without the API, and with nothing known from before, it is not much. */
export async function PageFrame({ locale, children }: { locale: string; children: ReactNode }) {
  const frame = await readFrame(locale)
  if (!frame) return <BareFrame />
  const { channel, currency, menus, itemCount } = frame
  return (
    <>
      {!frame.isReachable && <AwayNotice />}
      <Announcement locale={locale} />
      <SiteHeader
        shopName={channel.branding.name}
        logoUrl={channel.branding.logo_url}
        menu={menus.header}
        currency={currency}
        search={<SearchBox className="lg:mx-auto lg:max-w-xl" />}
        preferences={<Preferences channel={channel} currency={currency} />}
        cart={<CartLink count={itemCount} />}
      />
      <main id="content" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
      <SiteFooter channel={channel} menu={menus.footer} memory={<MemorySwitch />} />
    </>
  )
}

async function readFrame(locale: string) {
  try {
    const [channel, currency, menus, isReachable] = await Promise.all([
      getChannel(locale),
      getCurrency(locale),
      getMenus(locale),
      isApiReachable(),
    ])
    return { channel, currency, menus, isReachable, itemCount: await countCartItems(locale, currency) }
  } catch (error) {
    if (error instanceof ProblemError) return null
    throw error
  }
}

function BareFrame() {
  answerWith(503)
  return (
    <main id="content" tabIndex={-1} className="flex-1 outline-none">
      <UnavailablePage />
    </main>
  )
}

async function AwayNotice() {
  const t = await getTranslations("error")
  return (
    <div className="page py-3">
      <Notice tone="warning" role="status">
        {t("away")}
      </Notice>
    </div>
  )
}

/** The first announcement that was not closed on this device. */
async function Announcement({ locale }: { locale: string }) {
  const [banners, jar] = await Promise.all([listBanners(locale).catch(() => []), cookies()])
  const dismissed = (jar.get(COOKIES.banners)?.value ?? "").split(".").filter(Boolean)
  const banner = banners.find(({ id }) => !dismissed.includes(id))
  return (
    banner && <BannerBar key={banner.id} banner={banner} dismissed={dismissed} cookieName={COOKIES.banners} />
  )
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
