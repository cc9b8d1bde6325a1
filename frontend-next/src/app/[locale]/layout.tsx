import type { Metadata, Viewport } from "next"
import { NextIntlClientProvider } from "next-intl"
import { getMessages } from "next-intl/server"
import type { CSSProperties } from "react"

import "@/app/globals.css"

import { describing } from "@/app/[locale]/_answers/answering"
import { PageFrame } from "@/app/[locale]/page-frame"
import { fontVariables } from "@/app/fonts"
import { SkipLink } from "@/components/layout/skip-link"
import { getChannel } from "@/features/channel/queries"
import { clientMessages } from "@/i18n/client-messages"
import { asLocale, directionOf } from "@/i18n/routing"
import { ProblemError } from "@/lib/api/problem"
import { brandColours } from "@/lib/brand-colours"
import { env } from "@/lib/env"

type Props = LayoutProps<"/[locale]">

/** Without a branding the colours are those of the stylesheet. */
async function coloursOf(locale: string): Promise<CSSProperties | undefined> {
  try {
    return brandColours((await getChannel(locale)).branding)
  } catch (error) {
    if (error instanceof ProblemError) return undefined
    throw error
  }
}

export const viewport: Viewport = { themeColor: "#f8f4eb", colorScheme: "light" }

export const generateMetadata = describing(async ({ params }: Props): Promise<Metadata> => {
  const { locale } = await params
  const { branding } = await getChannel(asLocale(locale))
  return {
    metadataBase: new URL(env().SITE_URL),
    title: { default: branding.name, template: `%s – ${branding.name}` },
    description: branding.tagline,
    openGraph: { siteName: branding.name, type: "website" },
  }
})

/** A word that is no language stands for the default one here; the page below says that it knows no such place. */
export default async function LocaleLayout({ children, params }: Props) {
  const locale = asLocale((await params).locale)
  return (
    <html lang={locale} dir={directionOf(locale)} className={fontVariables} style={await coloursOf(locale)}>
      <body className="flex min-h-dvh flex-col">
        <NextIntlClientProvider messages={clientMessages(await getMessages())}>
          <SkipLink />
          <PageFrame locale={locale}>{children}</PageFrame>
        </NextIntlClientProvider>
      </body>
    </html>
  )
}
