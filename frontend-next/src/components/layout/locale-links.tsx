"use client"

import { usePathname, useSearchParams } from "next/navigation"
import { useLocale } from "next-intl"
import { Suspense, type MouseEvent } from "react"

import { localHref } from "@/i18n/navigation"
import type { Locale } from "@/i18n/routing"
import { cn } from "@/lib/cn"

/** Where the library looks for the language of somebody who comes without one in the address. */
const LOCALE_COOKIE = "NEXT_LOCALE"

type LocaleLinksProps = { locales: { code: Locale; name: string }[]; className?: string }

/** The same page in the other languages, each named in its own language. */
export function LocaleLinks(props: LocaleLinksProps) {
  return (
    <Suspense>
      <Links {...props} />
    </Suspense>
  )
}

function Links({ locales, className }: LocaleLinksProps) {
  const current = useLocale()
  const pathname = usePathname().replace(/^\/[^/]+/, "")
  const query = useSearchParams().toString()
  return (
    <ul data-slot="locale-links" className={className}>
      {locales.map(({ code, name }) => (
        <li key={code}>
          <a
            href={localHref({ href: query ? `${pathname}?${query}` : pathname, locale: code })}
            lang={code}
            hrefLang={code}
            aria-current={code === current ? "true" : undefined}
            onClick={(event) => followAlternate(event, code)}
            className={cn(
              "inline-flex min-h-10 items-center",
              code === current ? "font-semibold" : "hover:underline",
            )}
          >
            {name}
          </a>
        </li>
      ))}
    </ul>
  )
}

/**
 * Keeps the choice. Slugs differ by language: the page's own `hreflang` link knows the right address, if the head is that
 * of this page already; the plain one is the fallback, and leads on.
 */
function followAlternate(event: MouseEvent<HTMLAnchorElement>, locale: string): void {
  document.cookie = `${LOCALE_COOKIE}=${locale}; path=/; samesite=lax`
  const own = document.querySelector<HTMLLinkElement>('link[rel="canonical"]')
  const alternate = document.querySelector<HTMLLinkElement>(`link[rel="alternate"][hreflang="${locale}"]`)
  if (!alternate || (own && new URL(own.href).pathname !== window.location.pathname)) return
  event.currentTarget.href = new URL(alternate.href).pathname + window.location.search
}
