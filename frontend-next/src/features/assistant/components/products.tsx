"use client"

import { useLocale, useTranslations } from "next-intl"
import { useState } from "react"

import { Button } from "@/components/ui/button"
import { readOffers } from "@/features/assistant/asking"
import { Comparison } from "@/features/assistant/components/comparison"
import { Product } from "@/features/assistant/components/product"
import type { Offer } from "@/features/assistant/offers"
import type { Say } from "@/features/assistant/use-talk"
import type { ChatMessage } from "@/lib/api/types"

/** More do not stand beside each other. */
const COMPARED = 4

type ProductsProps = { message: ChatMessage; currency: string; say: Say; onLeave: () => void }

export function Products({ message: { products }, currency, say, onLeave }: ProductsProps) {
  const t = useTranslations("assistant")
  const locale = useLocale()
  const [offers, setOffers] = useState<Offer[]>()
  const compared = products.slice(0, COMPARED)
  const compare = () => {
    readOffers(
      locale,
      compared.map(({ slug }) => slug),
    ).then(setOffers, () => setOffers([]))
  }
  return (
    <>
      {offers ? (
        <Comparison products={compared} offers={offers} currency={currency} onLeave={onLeave} />
      ) : (
        <ul className="flex flex-col gap-3">
          {products.map((product) => (
            <li key={product.id}>
              <Product product={product} currency={currency} say={say} onLeave={onLeave} />
            </li>
          ))}
        </ul>
      )}
      {products.length > 1 && (
        <Button
          variant="quiet"
          size="small"
          onClick={offers ? () => setOffers(undefined) : compare}
          className="self-start"
        >
          {offers ? t("asList") : t("compare")}
        </Button>
      )}
    </>
  )
}
