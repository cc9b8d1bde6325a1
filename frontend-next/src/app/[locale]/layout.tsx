import type { Metadata, Viewport } from "next"
import { NextIntlClientProvider } from "next-intl"
import { getMessages } from "next-intl/server"

import "@/app/globals.css"

import { describing } from "@/app/[locale]/_answers/answering"
import { PageFrame } from "@/app/[locale]/page-frame"
import { fontVariables } from "@/app/fonts"
import { Awake } from "@/components/layout/awake"
import { SkipLink } from "@/components/layout/skip-link"
import { getChannel } from "@/features/channel/queries"
import { clientMessages } from "@/i18n/client-messages"
import { asLocale, directionOf } from "@/i18n/routing"
import { ProblemError } from "@/lib/api/problem"
import type { Branding } from "@/lib/api/types"
import { brandLook, ownFontRule } from "@/lib/brand-look"
import { env } from "@/lib/env"
import { currentNonce } from "@/lib/http/nonce"

type Props = LayoutProps<"/[locale]">

/** Without a branding the look is that of the stylesheet. */
async function brandingOf(locale: string): Promise<Branding | null> {
  try {
    return (await getChannel(locale)).branding
  } catch (error) {
    if (error instanceof ProblemError) return null
    throw error
  }
}

export async function generateViewport({ params }: Props): Promise<Viewport> {
  const branding = await brandingOf(asLocale((await params).locale))
  if (!branding) return { colorScheme: "light" }
  const { background_colour: light, dark } = branding
  if (!dark) return { themeColor: light, colorScheme: "light" }
  return {
    colorScheme: "light dark",
    themeColor: [
      { media: "(prefers-color-scheme: light)", color: light },
      { media: "(prefers-color-scheme: dark)", color: dark.background_colour },
    ],
  }
}

export const generateMetadata = describing(async ({ params }: Props): Promise<Metadata> => {
  const locale = asLocale((await params).locale)
  const { branding } = await getChannel(locale)
  return {
    metadataBase: new URL(env().SITE_URL),
    title: { default: branding.name, template: `%s – ${branding.name}` },
    description: branding.tagline,
    icons: { icon: branding.favicon_url ?? "/icon.svg" },
    openGraph: { siteName: branding.name, type: "website" },
  }
})

/** A word that is no language stands for the default one here; the page below says that it knows no such place. */
export default async function LocaleLayout({ children, params }: Props) {
  const locale = asLocale((await params).locale)
  const branding = await brandingOf(locale)
  const fontRule = branding && ownFontRule(branding)
  return (
    <html
      lang={locale}
      dir={directionOf(locale)}
      className={fontVariables}
      style={branding ? brandLook(branding) : undefined}
    >
      {fontRule && (
        <head>
          <style nonce={await currentNonce()} dangerouslySetInnerHTML={{ __html: fontRule }} />
        </head>
      )}
      <body className="flex min-h-dvh flex-col">
        <NextIntlClientProvider messages={clientMessages(await getMessages())}>
          <SkipLink />
          <PageFrame locale={locale}>{children}</PageFrame>
          <Awake />
        </NextIntlClientProvider>
      </body>
    </html>
  )
}
