import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { answering } from "@/app/[locale]/_answers/answering"
import { buttonClass } from "@/components/ui/button"
import { Notice } from "@/components/ui/notice"
import { AddMethod } from "@/features/payment/components/add-method"
import { SavedList } from "@/features/payment/components/saved-list"
import { findSavedMethodsPage } from "@/features/payment/queries"
import { Link, localHref, redirect } from "@/i18n/navigation"
import { asLocale } from "@/i18n/routing"
import { Words } from "@/i18n/words"
import { standInScripts } from "@/lib/env"

const PAGE = "/account/payment-methods"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account")
  return { title: t("paymentMethods"), robots: { index: false } }
}

export default answering(async function SavedMethodsPage({
  params,
  searchParams,
}: PageProps<"/[locale]/account/payment-methods">) {
  const [{ locale }, query, t, words] = await Promise.all([
    params,
    searchParams,
    getTranslations("account"),
    getTranslations("payment"),
  ])
  const found = await findSavedMethodsPage(locale)
  if (!found) return redirect({ href: `/login?next=${PAGE}`, locale: asLocale(locale) })
  const href = localHref({ href: PAGE, locale: asLocale(locale) })
  const added = found.offered.find(({ code }) => code === query.add)
  return (
    <Words of={["payment", "problems"]}>
      <div className="page pt-8 lg:pt-14">
        <h1 className="font-display text-title font-[380]">{t("paymentMethods")}</h1>
        <p className="mt-4 mb-8 max-w-[52ch] text-lead text-soft">{t("paymentMethodsText")}</p>
        {(query.saved || query.redirect_status === "succeeded") && (
          <Notice tone="success" role="status" className="mb-6">
            {words("saved")}
          </Notice>
        )}
        {query.redirect_status === "failed" && (
          <Notice tone="danger" role="alert" className="mb-6">
            {words("notSaved")}
          </Notice>
        )}
        <SavedList methods={found.results} />
        {added ? (
          <section className="mt-10 flex max-w-xl flex-col gap-5" aria-labelledby="add-method">
            <h2 id="add-method" className="font-display text-xl">
              {words("addMethod", { name: added.name })}
            </h2>
            <AddMethod code={added.code} standIn={standInScripts().stripe} listHref={href} />
            <p>
              <Link href={PAGE} className="link inline-flex min-h-11 items-center">
                {words("addNothing")}
              </Link>
            </p>
          </section>
        ) : (
          // A page of its own: only one that was opened as such lets a provider's script in.
          <p className="mt-8 flex flex-wrap gap-4">
            {found.offered.map(({ code, name }) => (
              <a key={code} href={`${href}?add=${code}`} className={buttonClass()}>
                {words("addMethod", { name })}
              </a>
            ))}
          </p>
        )}
        <p className="mt-10">
          <Link href="/account" className="link inline-flex min-h-11 items-center">
            {t("backToAccount")}
          </Link>
        </p>
      </div>
    </Words>
  )
})
