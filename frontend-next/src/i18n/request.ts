import { hasLocale } from "next-intl"
import { getRequestConfig } from "next-intl/server"

import { routing } from "@/i18n/routing"
import type messages from "@messages/en.json"

// Root parameters, which next-intl would rather read, are not there in server actions, and those answer in words too.
// eslint-disable-next-line @typescript-eslint/no-deprecated
export default getRequestConfig(async ({ requestLocale }) => {
  const requested = await requestLocale
  const locale = hasLocale(routing.locales, requested) ? requested : routing.defaultLocale
  const loaded = (await import(`../../messages/${locale}.json`)) as { default: typeof messages }
  return { locale, messages: loaded.default, timeZone: "Europe/Berlin" }
})
