import type { ReactNode } from "react"

import { ProductCard } from "@/components/commerce/product-card"
import { SectionHeading } from "@/features/content/components/section-heading"
import { findRail } from "@/features/content/queries"
import type { BlockValue, ProductCard as Card } from "@/lib/api/types"
import { cn } from "@/lib/cn"

type Value = BlockValue<"product_rail">
type ProductRailProps = { value: Value; currency: string; viewed?: ReactNode }

/** Products in a row: scrolled sideways with a thumb, a plain grid where there is room. */
export function ProductRail({ value, currency, viewed = null }: ProductRailProps) {
  if (value.source === "viewed") return viewed
  if (value.search) return <FoundRail value={value} search={value.search} currency={currency} />
  return <Rail value={value} products={value.products} currency={currency} />
}

async function FoundRail({ value, search, currency }: { value: Value; search: string; currency: string }) {
  const products = await findRail(search, value.limit, currency)
  return <Rail value={value} products={products} currency={currency} />
}

function Rail({ value, products, currency }: { value: Value; products: Card[]; currency: string }) {
  if (products.length === 0) return null
  return (
    <section data-slot="product-rail">
      <SectionHeading heading={value.heading} link={value.link} />
      <ul className={cn(products.length % 5 === 0 ? "lg:grid-cols-5" : "lg:grid-cols-4", "rail")}>
        {products.map((product) => (
          <li key={product.id} className="rail-item">
            <ProductCard product={product} currency={currency} />
          </li>
        ))}
      </ul>
    </section>
  )
}
