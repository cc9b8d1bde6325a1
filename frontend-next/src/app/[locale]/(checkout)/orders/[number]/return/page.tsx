import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { answering } from "@/app/[locale]/_answers/answering"
import { ReturnForm } from "@/features/returns/components/return-form"
import { findReturns } from "@/features/returns/queries"
import { Link } from "@/i18n/navigation"
import { Words } from "@/i18n/words"
import { missing } from "@/lib/missing"
import { formatMoney, isZero } from "@/lib/money"
import { decodeSegment } from "@/lib/segments"

type Props = PageProps<"/[locale]/orders/[number]/return">

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("returns")
  return { title: t("start"), robots: { index: false }, referrer: "no-referrer" }
}

/** What of an order is to come back. */
export default answering(async function ReturnPage({ params, searchParams }: Props) {
  const [{ locale, number }, { token }, t] = await Promise.all([
    params,
    searchParams,
    getTranslations("returns"),
  ])
  const order = decodeSegment(number)
  const key = typeof token === "string" ? token : undefined
  const found = await findReturns(order, locale, key)
  if (!found) return missing()
  const lines = found.lines.filter(({ left }) => left > 0)
  const closed = found.lines.filter(({ left, refusal }) => left === 0 && refusal)
  const cost = found.rules.label_cost
  return (
    <Words of={["returns", "problems"]}>
      <div className="page max-w-3xl pt-8 lg:pt-14" data-slot="return-page">
        <h1 className="font-display text-title font-[380]">{t("start")}</h1>
        <p className="mt-4 mb-8 max-w-[56ch] text-lead text-soft">
          {t("startText", { days: found.rules.days })}
        </p>
        {lines.length > 0 ? (
          <ReturnForm
            number={order}
            token={key}
            lines={lines.map(({ line_id: id, name, left }) => ({ id, name, left }))}
            freeFor={found.rules.free_for}
            labelCost={isZero(cost) ? "" : formatMoney(cost, locale)}
            canBeCredited={found.can_be_credited}
          />
        ) : (
          <p>{t("nothing")}</p>
        )}
        {closed.length > 0 && (
          <ul className="mt-8 flex flex-col gap-1 text-sm text-soft">
            {closed.map(({ line_id, refusal }) => (
              <li key={line_id}>{refusal?.message}</li>
            ))}
          </ul>
        )}
        <p className="mt-8">
          <Link
            href={`/orders/${number}${key ? `?token=${encodeURIComponent(key)}` : ""}`}
            prefetch={false}
            className="link inline-flex min-h-11 items-center"
          >
            {t("toOrder")}
          </Link>
        </p>
      </div>
    </Words>
  )
})
