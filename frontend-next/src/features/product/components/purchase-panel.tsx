"use client"

import { useTranslations } from "next-intl"
import type { ComponentType } from "react"

import { Price } from "@/components/commerce/price"
import { BuyForm, type AddToCart } from "@/features/product/components/buy-form"
import { OptionPicker } from "@/features/product/components/option-picker"
import { useVariant } from "@/features/product/components/variant-provider"
import type { Stock } from "@/features/product/stock"
import { cn } from "@/lib/cn"

type PurchasePanelProps = {
  productId: string
  productName: string
  currency: string
  addToCart: AddToCart
  /** Says when a variant arrives. */
  Delivery: ComponentType<{ variantId: string }>
}

/** Everything that follows the chosen variant: price, options, availability, and the way into the cart. */
export function PurchasePanel({ productId, productName, currency, addToCart, Delivery }: PurchasePanelProps) {
  const t = useTranslations("product")
  const { options, current } = useVariant()
  const price = current.prices[currency]
  return (
    <div data-slot="purchase-panel" className="flex flex-col gap-6">
      <p aria-live="polite" className="text-xl">
        {price ? (
          <Price price={price.price} compareAt={price.compare_at} lowest={price.lowest_30_days} />
        ) : (
          t("notSoldIn", { currency })
        )}
      </p>
      {options.map((option) => (
        <OptionPicker key={option.code} option={option} />
      ))}
      <AvailabilityNote availability={current.availability} />
      {price && current.availability.status !== "out_of_stock" && <Delivery variantId={current.id} />}
      <BuyForm
        key={current.id}
        variant={current}
        productId={productId}
        productName={productName}
        isSold={price !== undefined}
        addToCart={addToCart}
      />
    </div>
  )
}

const DOTS: Record<Stock["status"], string> = {
  in_stock: "bg-success",
  low_stock: "bg-ochre",
  out_of_stock: "bg-edge",
}

function AvailabilityNote({ availability: { status, left } }: { availability: Stock }) {
  const t = useTranslations("product.availability")
  return (
    <p role="status" className="flex items-center gap-2.5 text-[0.9375rem] text-soft">
      <span aria-hidden="true" className={cn("size-2 rounded-full", DOTS[status])} />
      {left ? t("left", { left }) : t(status)}
    </p>
  )
}
