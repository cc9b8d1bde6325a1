import { useFormatter, useLocale, useTranslations } from "next-intl"
import type { ReactNode } from "react"

import { AddressText } from "@/components/commerce/address-text"
import { PointText } from "@/components/commerce/point-text"
import { LineSummary } from "@/components/commerce/line-summary"
import { TotalsList } from "@/components/commerce/totals-list"
import { LineTrace } from "@/features/orders/components/line-trace"
import { OrderMoney } from "@/features/orders/components/order-money"
import { PaymentFact } from "@/features/orders/components/payment-fact"
import { OrderEdits } from "@/features/orders/components/order-edits"
import { OrderHistory } from "@/features/orders/components/order-history"
import { OrderParcels } from "@/features/orders/components/order-parcels"
import { Link } from "@/i18n/navigation"
import type { Channel, Order, PriceTrace } from "@/lib/api/types"
import { daysInWords } from "@/lib/delivery-days"

type OrderViewProps = {
  order: Order
  traces: ReadonlyMap<string, PriceTrace>
  countries: Channel["countries"]
  /** Where what is still to be paid can be paid. */
  payHref?: string | undefined
}

export function OrderView({ order, traces, countries, payHref }: OrderViewProps) {
  const t = useTranslations("orders")
  const nameOf = (code: string) => countries.find((country) => country.code === code)?.name ?? code
  // What is billed to where it is sent says so once, unless it is sent elsewhere than home.
  const billed = order.billing_address ?? (order.pickup_point && order.shipping_address)
  return (
    <div
      data-slot="order"
      className="grid items-start gap-x-[clamp(2rem,6vw,6rem)] gap-y-10 lg:grid-cols-[1fr_24rem]"
    >
      <div className="flex flex-col gap-10">
        <section aria-labelledby="order-lines">
          <h2 id="order-lines" className="mb-4 font-display text-heading">
            {t("items")}
          </h2>
          <ul className="border-t border-line">
            {order.lines.map((line) => (
              <li key={line.id} className="border-b border-line py-4">
                <LineSummary {...line} />
                <LineTrace trace={traces.get(line.id)} quantity={line.quantity} />
                {line.cancelled_quantity > 0 && (
                  <p className="mt-2 text-sm text-soft">
                    {t("cancelledPieces", { number: line.cancelled_quantity })}
                  </p>
                )}
              </li>
            ))}
          </ul>
        </section>
        <OrderEdits edits={order.edits} />
        <OrderParcels order={order} />
        <div className="grid gap-8 sm:grid-cols-2">
          <Fact title={t("shippingAddress")}>
            {order.pickup_point ? (
              <PointText point={order.pickup_point} of={order.shipping_address} />
            ) : (
              <AddressText
                address={order.shipping_address}
                countryName={nameOf(order.shipping_address.country)}
              />
            )}
          </Fact>
          {billed && (
            <Fact title={t("billingAddress")}>
              <AddressText address={billed} countryName={nameOf(billed.country)} />
            </Fact>
          )}
          <Fact title={t("delivery")}>
            {order.shipping_method.name}
            <Promised dates={order.shipping_method.delivery} />
          </Fact>
          <Fact title={t("payment")}>
            {order.payments.map((payment, index) => (
              <PaymentFact key={index} payment={payment} isPart={order.payments.length > 1} />
            ))}
          </Fact>
          {order.terms && (
            <Fact title={t("terms")}>
              <AcceptedTerms terms={order.terms} />
            </Fact>
          )}
        </div>
      </div>
      <div className="flex flex-col gap-8">
        <section aria-labelledby="order-total" className="rounded-xs bg-sunk p-6">
          <h2 id="order-total" className="mb-5 font-display text-heading">
            {t("summary")}
          </h2>
          <TotalsList totals={order.totals} />
          <OrderMoney order={order} />
          {payHref && (
            <Link href={payHref} prefetch={false} className="link mt-3 inline-flex min-h-11 items-center">
              {t("payAgain")}
            </Link>
          )}
        </section>
        <OrderHistory history={order.history} />
      </div>
    </div>
  )
}

function Promised({ dates }: { dates: Order["shipping_method"]["delivery"] }) {
  const t = useTranslations("delivery")
  const locale = useLocale()
  if (!dates) return null
  return <p className="text-sm text-soft">{t("promised", { days: daysInWords(dates, locale) })}</p>
}

function AcceptedTerms({ terms }: { terms: NonNullable<Order["terms"]> }) {
  const t = useTranslations("orders")
  const format = useFormatter()
  const accepted = new Date(terms.accepted_at)
  return (
    <div data-slot="accepted-terms">
      <Link href={terms.path} prefetch={false} className="link inline-flex min-h-8 items-center">
        {t("termsVersion", { title: terms.title, number: terms.number })}
      </Link>
      <p className="text-sm text-soft">
        {t("termsAccepted", { moment: format.dateTime(accepted, { dateStyle: "long", timeStyle: "short" }) })}
      </p>
    </div>
  )
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 text-sm font-medium text-faint">{title}</h3>
      {children}
    </section>
  )
}
