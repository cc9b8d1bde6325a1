import type { Metadata } from "next"
import { getFormatter, getTranslations } from "next-intl/server"

import { answering } from "@/app/[locale]/_answers/answering"
import { Notice } from "@/components/ui/notice"
import { WithdrawForm } from "@/features/returns/components/withdraw-form"
import { findReturns } from "@/features/returns/queries"
import { Link } from "@/i18n/navigation"
import { Words } from "@/i18n/words"
import { missing } from "@/lib/missing"
import { decodeSegment } from "@/lib/segments"

type Props = PageProps<"/[locale]/orders/[number]/withdraw">

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("returns")
  return { title: t("withdraw"), robots: { index: false }, referrer: "no-referrer" }
}

/** Withdrawing from the contract of an order: what it means, the button, and the receipt with its time. */
export default answering(async function WithdrawPage({ params, searchParams }: Props) {
  const [{ locale, number }, { token }, t, format] = await Promise.all([
    params,
    searchParams,
    getTranslations("returns"),
    getFormatter(),
  ])
  const order = decodeSegment(number)
  const key = typeof token === "string" ? token : undefined
  const found = await findReturns(order, locale, key)
  if (!found) return missing()
  const { withdrawal } = found
  return (
    <Words of={["returns", "problems"]}>
      <div className="page max-w-3xl pt-8 lg:pt-14" data-slot="withdraw-page">
        <h1 className="font-display text-title font-[380]">{t("withdraw")}</h1>
        <p className="mt-4 text-lead text-soft">
          {t.rich("ofOrder", { number: order, mark: (text) => <bdi>{text}</bdi> })}
        </p>
        <div className="mt-8">
          {withdrawal ? (
            <Notice tone="success" role="status" data-slot="withdrawal-receipt">
              <p className="font-medium">
                {t("withdrawnOn", {
                  moment: format.dateTime(new Date(withdrawal.declared_at), {
                    dateStyle: "long",
                    timeStyle: "long",
                  }),
                })}
              </p>
              <p className="mt-2">
                {t(withdrawal.outcome === "cancelled" ? "withdrawnAll" : "withdrawnReturn")}
              </p>
              <p className="mt-2">{t("receiptSent")}</p>
            </Notice>
          ) : found.can_be_withdrawn ? (
            <>
              <p className="mb-6 max-w-[60ch]">{t("withdrawText", { days: found.rules.withdrawal_days })}</p>
              <WithdrawForm number={order} token={key} />
            </>
          ) : (
            <p>{t("withdrawOver")}</p>
          )}
        </div>
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
