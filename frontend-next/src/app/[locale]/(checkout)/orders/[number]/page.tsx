import type { Metadata } from "next"
import { getFormatter, getTranslations } from "next-intl/server"

import { answering, describing } from "@/app/[locale]/_answers/answering"
import { buttonClass } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { Notice } from "@/components/ui/notice"
import { getChannel } from "@/features/channel/queries"
import { OrderDocuments } from "@/features/documents/components/order-documents"
import { findDocuments } from "@/features/documents/queries"
import { CancelOrder } from "@/features/orders/components/cancel-order"
import { LiveOrder } from "@/features/orders/components/live-order"
import { OrderAgain } from "@/features/orders/components/order-again"
import { OrderStates } from "@/features/orders/components/order-states"
import { OrderView } from "@/features/orders/components/order-view"
import { moneyOf } from "@/features/orders/order-money"
import { findOrder, findTraces } from "@/features/orders/queries"
import { OrderReturnsSection } from "@/features/returns/components/order-returns"
import { findReturns } from "@/features/returns/queries"
import { findDebt } from "@/features/payment/queries"
import { Link } from "@/i18n/navigation"
import { Words } from "@/i18n/words"
import type { Order } from "@/lib/api/types"
import { answerWith } from "@/lib/http/answer-status"
import { decodeSegment } from "@/lib/segments"

type Props = PageProps<"/[locale]/orders/[number]">

/** Before money has come in: what is promised may be an invoice, which can be paid in another way. */
const OWING = ["due", "authorised"]

export const generateMetadata = describing(async ({ params }: Props): Promise<Metadata> => {
  const [{ number }, t] = await Promise.all([params, getTranslations("orders")])
  return {
    title: t("order", { number: decodeSegment(number) }),
    robots: { index: false },
    referrer: "no-referrer",
  }
})

export default answering(async function OrderPage({ params, searchParams }: Props) {
  const [{ locale, number }, { placed, token }] = await Promise.all([params, searchParams])
  const [channel, order] = await Promise.all([
    getChannel(locale),
    findOrder(decodeSegment(number), locale, typeof token === "string" ? token : undefined),
  ])
  if (!order) return <Unknown />
  const key = typeof token === "string" ? token : undefined
  const [returns, documents, traces] = await Promise.all([
    findReturns(order.number, locale, key),
    findDocuments(order.number, locale, key),
    findTraces(order.number, locale, key),
  ])
  const isOwing = OWING.includes(order.states.payment) || moneyOf(order).due !== null
  const debt = isOwing ? await findDebt(order.number, locale, key) : null
  const query = key ? `?token=${encodeURIComponent(key)}` : ""
  const payHref =
    debt && !debt.refusal ? `/orders/${encodeURIComponent(order.number)}/pay${query}` : undefined
  return (
    <Words of={["problems"]}>
      <div className="page pt-8 lg:pt-14">
        {placed ? <Confirmation order={order} /> : <OrderHeading order={order} />}
        <OrderView order={order} traces={traces} countries={channel.countries} payHref={payHref} />
        <OrderEnding order={order} token={key} isJustPlaced={Boolean(placed)} />
        <OrderDocuments number={order.number} token={key} documents={documents} />
        {returns && (
          <Words of={["returns"]}>
            <OrderReturnsSection number={order.number} token={key} returns={returns} />
          </Words>
        )}
        <LiveOrder number={order.number} />
      </div>
    </Words>
  )
})

type OrderEndingProps = { order: Order; token: string | undefined; isJustPlaced: boolean }

/** How the order can still be cancelled, or that it was, and how it is bought once more. */
async function OrderEnding({ order, token, isJustPlaced }: OrderEndingProps) {
  const t = await getTranslations("orders")
  return (
    <Words of={["orders"]}>
      <div className="mt-10 flex max-w-2xl flex-col gap-8">
        {order.states.order === "cancelled" && (
          <Notice tone="success" role="status" data-slot="order-cancelled">
            {t("cancelledText")}
          </Notice>
        )}
        {order.is_cancellable && <CancelOrder number={order.number} token={token} />}
        {!isJustPlaced && <OrderAgain number={order.number} token={token} />}
      </div>
    </Words>
  )
}

async function Confirmation({ order }: { order: Order }) {
  const t = await getTranslations("orders")
  return (
    <div data-slot="confirmation" className="mb-12 flex flex-col gap-4 border-b border-line pb-10">
      <p className="text-soft">
        {t.rich("orderNumber", {
          number: order.number,
          mark: (text) => <bdi className="font-medium text-ink">{text}</bdi>,
        })}
      </p>
      <h1 className="font-display text-display font-[380]">
        {t("thanks", { name: order.shipping_address.first_name })}
      </h1>
      <p className="max-w-[56ch] text-lead text-soft">
        {t.rich("confirmationSent", {
          email: order.email,
          mark: (text) => <bdi className="font-medium text-ink">{text}</bdi>,
        })}
      </p>
    </div>
  )
}

async function OrderHeading({ order }: { order: Order }) {
  const [t, format] = await Promise.all([getTranslations("orders"), getFormatter()])
  return (
    <div className="mb-10">
      <h1 className="font-display text-title font-[380]">{t("order", { number: order.number })}</h1>
      <p className="mt-3 text-soft">
        {t("placedOn", { date: format.dateTime(new Date(order.placed_at), { dateStyle: "long" }) })}
      </p>
      <OrderStates labels={order.state_labels} />
    </div>
  )
}

/** A wrong number and somebody else's order look alike. */
async function Unknown() {
  answerWith(404)
  const t = await getTranslations("orders")
  return (
    <div className="page">
      <EmptyState title={t("unknown")} text={t("unknownText")}>
        <Link href="/orders" className={buttonClass()}>
          {t("lookup")}
        </Link>
      </EmptyState>
    </div>
  )
}
