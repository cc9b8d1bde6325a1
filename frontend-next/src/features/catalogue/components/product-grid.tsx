import { Fragment, type ReactNode } from "react"

import { ProductCard } from "@/components/commerce/product-card"
import type { SearchHit } from "@/lib/api/types"

const GRID = "grid grid-cols-2 gap-x-4 gap-y-9 md:grid-cols-3 md:gap-x-6 md:gap-y-12"
const ABOVE_THE_FOLD = 3

/** What stands between the products: a piece after so many of them. */
export type Between = { every: number; pieces: ReactNode[] }

type ProductGridProps = {
  products: SearchHit[]
  currency: string
  offset: number
  between?: Between | undefined
}

/** Each place knows its product and its number, for those who count what is opened. */
export function ProductGrid({ products, currency, offset, between }: ProductGridProps) {
  return (
    <ul data-slot="product-grid" className={GRID}>
      {products.map((product, index) => {
        const piece = pieceAfter(index + 1, between)
        return (
          <Fragment key={product.id}>
            <li data-product-id={product.id} data-position={offset + index + 1}>
              <ProductCard
                product={product}
                match={product.match}
                currency={currency}
                headingLevel="h2"
                isPriority={index < ABOVE_THE_FOLD}
              />
            </li>
            {piece && (
              <li data-slot="between-products" className="col-span-full min-w-0 [&_.page]:px-0">
                {piece}
              </li>
            )}
          </Fragment>
        )
      })}
    </ul>
  )
}

function pieceAfter(number: number, between: Between | undefined): ReactNode {
  if (!between || number % between.every !== 0) return null
  return between.pieces[number / between.every - 1] ?? null
}
