import { hasLocale } from "next-intl"
import { getRequestConfig } from "next-intl/server"

import { routing } from "@/i18n/routing"
import type messages from "@messages/en.json"

export default getRequestConfig(async ({ requestLocale }) => {
  const requested = await requestLocale
  const locale = hasLocale(routing.locales, requested) ? requested : routing.defaultLocale
  const loaded = (await import(`../../messages/${locale}.json`)) as { default: typeof messages }
  return { locale, messages: loaded.default, timeZone: "Europe/Berlin" }
})
