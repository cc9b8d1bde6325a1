import { routing } from "@/i18n/routing"
import { env } from "@/lib/env"

/** The full address of a path of this shop, which carries no language itself; the one that answers without a detour. */
export function absoluteUrl(path: string, locale: string): string {
  const [place = "", query] = path.split("?")
  const address = `/${locale}${place.replace(/\/+$/, "")}`
  return new URL(query ? `${address}?${query}` : address, env().SITE_URL).toString()
}

type Alternates = { canonical: string | undefined; languages: Record<string, string> }

/** Canonical address and `hreflang` links; `paths` holds the languages the page exists in. */
export function alternates(locale: string, paths: Record<string, string>): Alternates {
  const known = Object.entries(paths).filter(([code]) => routing.locales.some((name) => name === code))
  const languages = Object.fromEntries(known.map(([code, path]) => [code, absoluteUrl(path, code)]))
  const fallback = languages[routing.defaultLocale]
  return {
    canonical: languages[locale],
    languages: fallback ? { ...languages, "x-default": fallback } : languages,
  }
}

/** For pages whose path is the same in every language. */
export function inEveryLocale(path: string): Record<string, string> {
  return Object.fromEntries(routing.locales.map((code) => [code, path]))
}
