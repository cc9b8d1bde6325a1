"use client"

import { useRouter } from "next/navigation"
import { createContext, use, useState, type ReactNode } from "react"

import { stockIn, withStock, type Stock, type VariantWithStock } from "@/features/product/stock"
import { chooseValue, initialVariant } from "@/features/product/variants"
import type { ProductOption, Variant } from "@/lib/api/types"
import { useLive } from "@/lib/live/use-live"

type VariantChoice = {
  variants: VariantWithStock[]
  options: ProductOption[]
  current: VariantWithStock
  choose: (optionCode: string, value: string) => void
}

const VariantContext = createContext<VariantChoice | null>(null)

type VariantProviderProps = {
  productId: string
  variants: [Variant, ...Variant[]]
  options: ProductOption[]
  requestedId: string | undefined
  children: ReactNode
}

/**
 * Which variant is on show, and what is left of it now. The address follows every choice, so that a link shows what its
 * sender saw.
 */
export function VariantProvider({
  productId,
  variants: rendered,
  options,
  requestedId,
  children,
}: VariantProviderProps) {
  const [chosen, setChosen] = useState(() => (initialVariant(rendered, requestedId) ?? rendered[0]).id)
  const router = useRouter()
  const [stock, setStock] = useState<Record<string, Stock>>({})
  useLive([`product:${productId}`], (heard) => {
    // Also when it begins to hear: a page may have slept for long before.
    if ("isFirst" in heard) router.refresh()
    setStock((known) => stockIn(heard, known))
  })
  const variants = rendered.map((variant) => withStock(variant, stock))
  const current = variants.find(({ id }) => id === chosen) ?? withStock(rendered[0], stock)
  const choose = (optionCode: string, value: string) => {
    const next = chooseValue(variants, options, current, optionCode, value)
    setChosen(next.id)
    rememberInAddress(next.id)
  }
  return <VariantContext value={{ variants, options, current, choose }}>{children}</VariantContext>
}

export function useVariant(): VariantChoice {
  const choice = use(VariantContext)
  if (!choice) throw new Error("useVariant needs a VariantProvider above it.")
  return choice
}

function rememberInAddress(variantId: string): void {
  const url = new URL(window.location.href)
  url.searchParams.set("variant", variantId)
  window.history.replaceState(null, "", url)
}
