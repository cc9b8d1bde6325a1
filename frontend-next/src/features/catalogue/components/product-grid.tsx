import { ProductCard } from "@/components/commerce/product-card"
import type { ProductCard as Card } from "@/lib/api/types"

const GRID = "grid grid-cols-2 gap-x-4 gap-y-9 md:grid-cols-3 md:gap-x-6 md:gap-y-12"
const ABOVE_THE_FOLD = 3

export function ProductGrid({ products, currency }: { products: Card[]; currency: string }) {
  return (
    <ul data-slot="product-grid" className={GRID}>
      {products.map((product, index) => (
        <li key={product.id}>
          <ProductCard
            product={product}
            currency={currency}
            headingLevel="h2"
            isPriority={index < ABOVE_THE_FOLD}
          />
        </li>
      ))}
    </ul>
  )
}
