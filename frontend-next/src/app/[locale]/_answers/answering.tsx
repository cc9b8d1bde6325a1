import type { Metadata } from "next"
import { headers } from "next/headers"
import { permanentRedirect, unstable_rethrow } from "next/navigation"
import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"

import { FailedPage, MissingPage, UnavailablePage } from "@/app/[locale]/_answers/pages"
import { followMissing } from "@/features/content/queries"
import { asLocale } from "@/i18n/routing"
import { ProblemError } from "@/lib/api/problem"
import { answerWith } from "@/lib/http/answer-status"
import { ADDRESS_HEADER, movedTo } from "@/lib/http/moved"
import { MissingError, MovedError } from "@/lib/missing"

type LocaleProps = { params: Promise<{ locale: string }> }

const RETRY_AFTER = { "Retry-After": "30", "Cache-Control": "no-store" }

/**
 * A page that always answers with content and the status that belongs to it: what is missing with 404, what has
 * moved with 308, and 503 while the shop behind it is away. Nothing of this needs a script in the browser.
 */
export function answering<Props extends LocaleProps>(page: (props: Props) => Promise<ReactNode>) {
  return async function AnsweringPage(props: Props): Promise<ReactNode> {
    try {
      return await page(props)
    } catch (error) {
      unstable_rethrow(error)
      return answerTo(error, (await props.params).locale)
    }
  }
}

/** The metadata of such a page; what cannot be shown is not for search engines. */
export function describing<Props extends LocaleProps>(describe: (props: Props) => Promise<Metadata>) {
  return async function describeOrHide(props: Props): Promise<Metadata> {
    try {
      return await describe(props)
    } catch (error) {
      unstable_rethrow(error)
      const t = await getTranslations("notFound")
      return { robots: { index: false }, ...(error instanceof MissingError && { title: t("title") }) }
    }
  }
}

async function answerTo(error: unknown, locale: string): Promise<ReactNode> {
  if (error instanceof MovedError) return answerMoved(error, locale)
  if (error instanceof MissingError) return answerMissing(locale)
  if (error instanceof ProblemError && error.status >= 500) {
    answerWith(503, RETRY_AFTER)
    return <UnavailablePage />
  }
  console.error(error)
  answerWith(500)
  return <FailedPage />
}

/** Editors may have left word where an address leads that nothing has any more. */
async function answerMissing(locale: string): Promise<ReactNode> {
  const asked = await headers()
  const [address, referrer] = [ADDRESS_HEADER, "referer"].map((name) => asked.get(name) ?? "")
  const redirect = await followMissing(address ?? "", asLocale(locale), referrer ?? "").catch(() => null)
  if (redirect) return answerMoved(new MovedError(redirect), locale)
  answerWith(404)
  return <MissingPage />
}

async function answerMoved(error: MovedError, locale: string): Promise<ReactNode> {
  const address = (await headers()).get(ADDRESS_HEADER) ?? ""
  const target = movedTo(error.address, { address, locale: asLocale(locale) })
  if (target) permanentRedirect(target)
  answerWith(404)
  return <MissingPage />
}
