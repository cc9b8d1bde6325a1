"use client"

import { useTranslations } from "next-intl"
import { useEffect, useState } from "react"

import { Notice } from "@/components/ui/notice"
import { QuantityStepper } from "@/components/ui/quantity-stepper"
import { SubmitButton } from "@/components/ui/submit-button"
import { useFormAction } from "@/components/ui/use-form-action"
import { AddedNotice } from "@/features/product/components/added-notice"
import type { Variant } from "@/lib/api/types"
import type { ActionState } from "@/lib/forms"
import { reportAddedToCart } from "@/lib/memory/search-events"
import { useProblemText } from "@/lib/problem-text"
import { learnShopper } from "@/lib/shopper/store"

export type AddedLine = { lineId: string; quantity: number; itemCount: number; at: number }

export type AddToCart = (state: ActionState<AddedLine>, form: FormData) => Promise<ActionState<AddedLine>>

type BuyFormProps = {
  variant: Variant
  productId: string
  productName: string
  isSold: boolean
  addToCart: AddToCart
}

export function BuyForm({ variant, productId, productName, isSold, addToCart }: BuyFormProps) {
  const t = useTranslations("product")
  const problemText = useProblemText()
  const [quantity, setQuantity] = useState(1)
  const [state, action] = useFormAction(addToCart, null)
  const added = state?.ok ? state : null
  useEffect(() => {
    if (!added) return
    learnShopper({ itemCount: added.itemCount, isAway: false })
    if (added.lineId) reportAddedToCart(productId, added.lineId)
  }, [productId, added])
  if (!variant.availability.is_available || !isSold) return <p className="text-soft">{t("cannotBuy")}</p>
  return (
    <form action={action} data-slot="buy-form" className="flex flex-col gap-4">
      <input type="hidden" name="variant_id" value={variant.id} />
      <div className="flex gap-3">
        <QuantityStepper id="quantity" label={t("quantity")} value={quantity} onChange={setQuantity} />
        <SubmitButton pendingText={t("adding")} className="flex-1">
          {t("addToCart")}
        </SubmitButton>
      </div>
      {state?.ok === false && (
        <Notice tone="danger" role="alert">
          {problemText(state)}
        </Notice>
      )}
      {state?.ok && (
        <AddedNotice
          key={state.at}
          productName={productName}
          quantity={state.quantity}
          itemCount={state.itemCount}
        />
      )}
    </form>
  )
}
