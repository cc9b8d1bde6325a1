"use client"

import { createContext, use, useState, type ReactNode } from "react"

import { chooseValue, initialVariant } from "@/features/product/variants"
import type { ProductOption, Variant } from "@/lib/api/types"

type VariantChoice = {
  variants: Variant[]
  options: ProductOption[]
  current: Variant
  choose: (optionCode: string, value: string) => void
}

const VariantContext = createContext<VariantChoice | null>(null)

type VariantProviderProps = {
  variants: [Variant, ...Variant[]]
  options: ProductOption[]
  requestedId: string | undefined
  children: ReactNode
}

/** Which variant is on show. The address follows every choice, so that a link shows what its sender saw. */
export function VariantProvider({ variants, options, requestedId, children }: VariantProviderProps) {
  const [current, setCurrent] = useState(() => initialVariant(variants, requestedId) ?? variants[0])
  const choose = (optionCode: string, value: string) => {
    const next = chooseValue(variants, options, current, optionCode, value)
    setCurrent(next)
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
