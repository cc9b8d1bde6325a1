import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { answering } from "@/app/[locale]/_answers/answering"
import { getChannel } from "@/features/channel/queries"
import { PreparedOrder } from "@/features/orders/components/prepared-order"
import { findOrder } from "@/features/orders/queries"
import { handled } from "@/features/payment/choices"
import { PaymentForm } from "@/features/payment/components/payment-form"
import { findDebt, findSavedMethods } from "@/features/payment/queries"
import { Link } from "@/i18n/navigation"
import { Words } from "@/i18n/words"
import { standInScripts } from "@/lib/env"
import { missing } from "@/lib/missing"
import { decodeSegment } from "@/lib/segments"
import { findBegunPayment } from "@/lib/session/payment-memory"

type Props = PageProps<"/[locale]/orders/[number]/pay">

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("payment")
  return { title: t("title"), robots: { index: false }, referrer: "no-referrer" }
}

/** Another try, or another way, for what an order still owes. */
export default answering(async function PayOrderPage({ params, searchParams }: Props) {
  const [{ locale, number }, { token }, t] = await Promise.all([
    params,
    searchParams,
    getTranslations("payment"),
  ])
  const order = decodeSegment(number)
  const key = typeof token === "string" ? token : undefined
  const [debt, saved, begun] = await Promise.all([
    findDebt(order, locale, key),
    findSavedMethods(locale),
    findBegunPayment(),
  ])
  if (!debt) return missing()
  const until = debt.refusal ? null : debt.link.valid_until
  const [prepared, channel] = until
    ? await Promise.all([findOrder(order, locale, key), getChannel(locale)])
    : [null, null]
  return (
    <Words of={["payment", "problems"]}>
      <div className="page max-w-3xl pt-8 lg:pt-14" data-slot="pay-order">
        <h1 className="mb-6 font-display text-title font-[380]">
          {t.rich("payTitle", {
            number: order,
            mark: (text) => <bdi className="whitespace-nowrap">{text}</bdi>,
          })}
        </h1>
        {debt.refusal ? (
          <p className="mb-6 text-lead text-soft">{debt.refusal.message}</p>
        ) : (
          <>
            {until && prepared && (
              <PreparedOrder order={prepared} until={until} countries={channel.countries} />
            )}
            <PaymentForm
              subject={{ order_number: order, order_token: key ?? "", attempt: begun?.id ?? "" }}
              total={debt.amount}
              choices={handled(debt.payment_methods)}
              charged=""
              saved={saved}
              credit={debt.store_credit}
              terms={debt.link.terms}
              standIns={standInScripts()}
            />
          </>
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
