import type { Metadata } from "next"

import { routing } from "@/i18n/routing"
import { env } from "@/lib/env"

/** The full address of a path of this shop, which carries no language itself. */
export function absoluteUrl(path: string, locale: string): string {
  return new URL(`/${locale}${path === "/" ? "" : path}`, env().SITE_URL).toString()
}

/** Canonical address and `hreflang` links; `paths` holds the languages the page exists in. */
export function alternates(locale: string, paths: Record<string, string>): Metadata["alternates"] {
  const known = Object.entries(paths).filter(([code]) => routing.locales.some((name) => name === code))
  const languages = Object.fromEntries(known.map(([code, path]) => [code, absoluteUrl(path, code)]))
  const fallback = languages[routing.defaultLocale]
  return {
    canonical: languages[locale],
    languages: fallback ? { ...languages, "x-default": fallback } : languages,
  }
}

/** For pages whose path is the same in every language. */
export function sameInEveryLocale(locale: string, path: string): Metadata["alternates"] {
  return alternates(locale, Object.fromEntries(routing.locales.map((code) => [code, path])))
}
