import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { answering } from "@/app/[locale]/_answers/answering"
import { SubmitButton } from "@/components/ui/submit-button"
import { signOut } from "@/features/account/actions"
import { findUser } from "@/features/account/queries"
import { AddressList } from "@/features/addresses/components/address-list"
import { findAddressBook } from "@/features/addresses/queries"
import { listingHref } from "@/features/catalogue/listing-query"
import { parseListing } from "@/features/catalogue/listing-state"
import { getChannel } from "@/features/channel/queries"
import { OrderList } from "@/features/orders/components/order-list"
import { listOrders } from "@/features/orders/queries"
import { SavedSearchList, type ListedSearch } from "@/features/saved-searches/components/saved-search-list"
import { listSavedSearches } from "@/features/saved-searches/queries"
import { Link, redirect } from "@/i18n/navigation"
import { asLocale } from "@/i18n/routing"
import { Words } from "@/i18n/words"
import type { SavedSearch } from "@/lib/api/types"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account")
  return { title: t("title"), robots: { index: false } }
}

export default answering(async function AccountPage({ params }: PageProps<"/[locale]/account">) {
  const [{ locale }, t, user] = await Promise.all([params, getTranslations("account"), findUser()])
  if (!user) return redirect({ href: "/login", locale: asLocale(locale) })
  const [orders, savedSearches, book, channel] = await Promise.all([
    listOrders(locale),
    listSavedSearches(locale),
    findAddressBook(),
    getChannel(locale),
  ])
  return (
    <Words of={["address", "problems", "savedSearches"]}>
      <div className="page pt-8 lg:pt-14">
        <div className="mb-10 flex flex-wrap items-end justify-between gap-4">
          <div>
            <h1 className="font-display text-title font-[380]">
              {user.first_name ? t("greeting", { name: user.first_name }) : t("title")}
            </h1>
            <p className="mt-2 text-soft">
              <bdi>{user.email}</bdi>
            </p>
          </div>
          <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
            <Link href="/gift-cards" prefetch={false} className="link inline-flex min-h-11 items-center">
              {t("giftCardBalance")}
            </Link>
            <Link href="/account/notifications" className="link inline-flex min-h-11 items-center">
              {t("notifications")}
            </Link>
            <Link href="/account/password" className="link inline-flex min-h-11 items-center">
              {t("changePassword")}
            </Link>
            <Link href="/account/data" className="link inline-flex min-h-11 items-center">
              {t("data")}
            </Link>
            <form action={signOut}>
              <SubmitButton variant="secondary" size="small" pendingText={t("sending")}>
                {t("signOut")}
              </SubmitButton>
            </form>
          </div>
        </div>
        <section aria-labelledby="orders">
          <h2 id="orders" className="mb-4 font-display text-heading">
            {t("orders")}
          </h2>
          <OrderList orders={orders} />
        </section>
        <section aria-labelledby="addresses" className="mt-14">
          <h2 id="addresses" className="mb-4 font-display text-heading">
            {t("addresses")}
          </h2>
          <AddressList book={book} countries={channel.countries} />
        </section>
        <section aria-labelledby="saved-searches" className="mt-14">
          <h2 id="saved-searches" className="mb-4 font-display text-heading">
            {t("savedSearches")}
          </h2>
          <SavedSearchList searches={savedSearches.map(withAddress)} />
        </section>
      </div>
    </Words>
  )
})

function withAddress({ id, name, q, filters, created_at: createdAt }: SavedSearch): ListedSearch {
  return { id, name: name || q, createdAt, href: listingHref("/search", parseListing({ ...filters, q })) }
}
