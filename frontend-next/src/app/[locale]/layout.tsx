import type { Metadata, Viewport } from "next"
import { notFound } from "next/navigation"
import { hasLocale, NextIntlClientProvider } from "next-intl"
import { getMessages } from "next-intl/server"

import "@/app/globals.css"

import { PageFrame } from "@/app/[locale]/page-frame"
import { fontVariables } from "@/app/fonts"
import { SkipLink } from "@/components/layout/skip-link"
import { getChannel } from "@/features/channel/queries"
import { clientMessages } from "@/i18n/client-messages"
import { directionOf, routing } from "@/i18n/routing"
import { env } from "@/lib/env"

export const viewport: Viewport = { themeColor: "#f8f4eb", colorScheme: "light" }

export async function generateMetadata({ params }: LayoutProps<"/[locale]">): Promise<Metadata> {
  const { locale } = await params
  if (!hasLocale(routing.locales, locale)) return {}
  const { branding } = await getChannel(locale)
  return {
    metadataBase: new URL(env().SITE_URL),
    title: { default: branding.name, template: `%s – ${branding.name}` },
    description: branding.tagline,
    openGraph: { siteName: branding.name, type: "website" },
  }
}

export default async function LocaleLayout({ children, params }: LayoutProps<"/[locale]">) {
  const { locale } = await params
  if (!hasLocale(routing.locales, locale)) notFound()
  return (
    <html lang={locale} dir={directionOf(locale)} className={fontVariables}>
      <body className="flex min-h-dvh flex-col">
        <NextIntlClientProvider messages={clientMessages(await getMessages())}>
          <SkipLink />
          <PageFrame locale={locale}>{children}</PageFrame>
        </NextIntlClientProvider>
      </body>
    </html>
  )
}
