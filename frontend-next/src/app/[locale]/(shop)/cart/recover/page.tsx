import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { answering } from "@/app/[locale]/_answers/answering"
import { buttonClass } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { RecoverForm } from "@/features/cart/components/recover-form"
import { findLeftCart } from "@/features/cart/queries"
import { Link } from "@/i18n/navigation"
import { Words } from "@/i18n/words"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cart.recover")
  return { title: t("title"), robots: { index: false }, referrer: "no-referrer" }
}

/** Where the letter about a cart that was left leads. Opening it changes nothing; the button does. */
export default answering(async function RecoverPage({
  params,
  searchParams,
}: PageProps<"/[locale]/cart/recover">) {
  const [{ locale }, { token }, t] = await Promise.all([
    params,
    searchParams,
    getTranslations("cart.recover"),
  ])
  const left = typeof token === "string" ? await findLeftCart(token, locale) : null
  if (!left || typeof token !== "string") {
    return (
      <div className="page">
        <EmptyState title={t("over")} text={t("overText")}>
          <Link href="/cart" prefetch={false} className={buttonClass()}>
            {t("toCart")}
          </Link>
        </EmptyState>
      </div>
    )
  }
  return (
    <Words of={["cart", "problems"]}>
      <div className="page">
        <EmptyState title={t("title")} text={t("text", { count: left.item_count })}>
          <RecoverForm token={token} />
        </EmptyState>
      </div>
    </Words>
  )
})
