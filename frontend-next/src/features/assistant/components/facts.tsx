"use client"

import { useFormatter, useLocale, useTranslations } from "next-intl"

import { Icon } from "@/components/ui/icon"
import { Link } from "@/i18n/navigation"
import type { ChatMessage } from "@/lib/api/types"
import { formatMoney } from "@/lib/money"

type FactsProps = { message: ChatMessage; onLeave: () => void }

/** What the shop says of cart, order and delivery, as of now. */
export function Facts({ message: { cart, change, order, shipping }, onLeave }: FactsProps) {
  return (
    <>
      {change && <CartChange change={change} />}
      {cart && <CartLines cart={cart} />}
      {order && <OrderTracker order={order} onLeave={onLeave} />}
      {shipping.length > 0 && <ShippingMethods methods={shipping} />}
    </>
  )
}

function CartChange({ change: { name, before, after } }: { change: NonNullable<ChatMessage["change"]> }) {
  const t = useTranslations("assistant")
  if (!name && after > 0) return null
  return (
    <p data-slot="cart-change" className="flex items-start gap-2 font-medium">
      <Icon name="bag" className="mt-0.5" />
      {name ? t("change", { name, before, after }) : t("removed")}
    </p>
  )
}

function CartLines({ cart: { lines, total } }: { cart: NonNullable<ChatMessage["cart"]> }) {
  const t = useTranslations("assistant")
  const locale = useLocale()
  return (
    <ul className="flex flex-col gap-1.5 rounded-sm border border-line bg-raised p-3">
      {lines.map(({ variant_id: id, name, quantity, total: amount }) => (
        <Amount key={id} name={t("line", { quantity, name })} amount={formatMoney(amount, locale)} />
      ))}
      <Amount
        name={t("total")}
        amount={formatMoney(total, locale)}
        className="border-t border-line pt-1.5 font-medium"
      />
    </ul>
  )
}

type OrderProps = { order: NonNullable<ChatMessage["order"]>; onLeave: () => void }

function OrderTracker({ order, onLeave }: OrderProps) {
  const t = useTranslations("assistant")
  const locale = useLocale()
  const format = useFormatter()
  const placed = format.dateTime(new Date(order.placed_at), { dateStyle: "long" })
  return (
    <div
      data-slot="assistant-order"
      className="flex flex-col gap-1.5 rounded-sm border border-line bg-raised p-3"
    >
      <p className="flex items-center gap-2 font-medium">
        <Icon name="truck" />
        {order.status}
      </p>
      <p>
        <Link href={`/orders/${order.number}`} onClick={onLeave} className="link">
          {t("order", { number: order.number })}
        </Link>
      </p>
      <p className="text-sm text-faint">
        {t("placed", { date: placed, total: formatMoney(order.total, locale) })}
      </p>
      {order.tracking.map((address) => (
        <a key={address} href={address} target="_blank" rel="noopener noreferrer" className="link">
          {t("track")}
        </a>
      ))}
    </div>
  )
}

function ShippingMethods({ methods }: { methods: ChatMessage["shipping"] }) {
  const locale = useLocale()
  return (
    <ul
      data-slot="assistant-shipping"
      className="flex flex-col gap-1.5 rounded-sm border border-line bg-raised p-3"
    >
      {methods.map(({ name, description, price }) => (
        <Amount key={name} name={name} note={description} amount={formatMoney(price, locale)} />
      ))}
    </ul>
  )
}

type AmountProps = { name: string; note?: string; amount: string; className?: string }

function Amount({ name, note, amount, className = "" }: AmountProps) {
  return (
    <li className={`flex justify-between gap-4 ${className}`}>
      <span>
        {name}
        {note && <span className="block text-sm text-faint">{note}</span>}
      </span>
      <span className="price shrink-0">{amount}</span>
    </li>
  )
}
