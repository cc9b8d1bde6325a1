import type { ReactNode } from "react"

import { UnavailablePage } from "@/app/[locale]/_answers/pages"
import { Announcements } from "@/components/layout/announcements"
import { AwayNotice } from "@/components/layout/away-notice"
import { CartLink } from "@/components/layout/cart-link"
import { CurrencyForm } from "@/components/layout/currency-form"
import { LocaleLinks } from "@/components/layout/locale-links"
import { SiteFooter } from "@/components/layout/site-footer"
import { SiteHeader } from "@/components/layout/site-header"
import { AssistantButton } from "@/features/assistant/components/assistant-button"
import { getAssistant } from "@/features/assistant/queries"
import { chooseCurrency } from "@/features/channel/actions"
import { getChannel, getCurrency } from "@/features/channel/queries"
import { getMenus, listBanners } from "@/features/content/queries"
import { EditorHint } from "@/features/editor/components/editor-hint"
import { MemorySwitch } from "@/features/memory/components/memory-switch"
import { SearchBox } from "@/features/search/components/search-box"
import { routing } from "@/i18n/routing"
import { ProblemError } from "@/lib/api/problem"
import type { Channel } from "@/lib/api/types"
import { SHOW_BANNER_SCRIPT } from "@/lib/dismissed-banners"
import { backOfficeOrigin } from "@/lib/env"
import { answerWith } from "@/lib/http/answer-status"

/** What stands around every page. Without the API, and with nothing known from before, it is not much. */
export async function PageFrame({ locale, children }: { locale: string; children: ReactNode }) {
  const frame = await readFrame(locale)
  if (!frame) return <BareFrame />
  const { channel, currency, menus } = frame
  return (
    <>
      <Announcements banners={frame.banners} />
      {frame.banners.length > 0 && <script dangerouslySetInnerHTML={{ __html: SHOW_BANNER_SCRIPT }} />}
      <SiteHeader
        shopName={channel.branding.name}
        logoUrl={channel.branding.logo_url}
        menu={menus.header}
        currency={currency}
        search={<SearchBox className="lg:mx-auto lg:max-w-xl" />}
        preferences={<Preferences channel={channel} currency={currency} />}
        cart={<CartLink />}
      />
      <main id="content" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
      <SiteFooter channel={channel} menu={menus.footer} memory={<MemorySwitch />} />
      {frame.assistant && <AssistantButton name={frame.assistant.name} />}
      <AwayNotice />
      <EditorHint backOffice={backOfficeOrigin()} />
    </>
  )
}

async function readFrame(locale: string) {
  try {
    const [channel, currency, menus, banners, assistant] = await Promise.all([
      getChannel(locale),
      getCurrency(locale),
      getMenus(locale),
      listBanners(locale).catch(() => []),
      getAssistant(locale).catch(() => null),
    ])
    return { channel, currency, menus, banners, assistant }
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
