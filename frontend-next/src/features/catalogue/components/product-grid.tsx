import { ProductCard } from "@/components/commerce/product-card"
import type { SearchHit } from "@/lib/api/types"

const GRID = "grid grid-cols-2 gap-x-4 gap-y-9 md:grid-cols-3 md:gap-x-6 md:gap-y-12"
const ABOVE_THE_FOLD = 3

type ProductGridProps = { products: SearchHit[]; currency: string; offset: number }

/** Each place knows its product and its number, for those who count what is opened. */
export function ProductGrid({ products, currency, offset }: ProductGridProps) {
  return (
    <ul data-slot="product-grid" className={GRID}>
      {products.map((product, index) => (
        <li key={product.id} data-product-id={product.id} data-position={offset + index + 1}>
          <ProductCard
            product={product}
            match={product.match}
            currency={currency}
            headingLevel="h2"
            isPriority={index < ABOVE_THE_FOLD}
          />
        </li>
      ))}
    </ul>
  )
}
