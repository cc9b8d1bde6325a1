import { defineRouting } from "next-intl/routing"

export const routing = defineRouting({
  locales: ["en", "de", "fr", "ar"],
  defaultLocale: "en",
  localePrefix: "always",
  // Product and page slugs differ by language; each page names its own alternates in its metadata.
  alternateLinks: false,
})

/** Where the library looks for the language of the page. */
export const LOCALE_HEADER = "X-NEXT-INTL-LOCALE"

export type Locale = (typeof routing.locales)[number]

const RIGHT_TO_LEFT: readonly Locale[] = ["ar"]

export function directionOf(locale: Locale): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.includes(locale) ? "rtl" : "ltr"
}

/** Any other word in this place of the address counts as the default language. */
export function asLocale(value: string): Locale {
  return routing.locales.find((locale) => locale === value) ?? routing.defaultLocale
}
