import { ProductCard } from "@/components/commerce/product-card"
import { SectionHeading } from "@/features/content/components/section-heading"
import type { BlockValue } from "@/lib/api/types"
import { cn } from "@/lib/cn"

/** Products in a row: scrolled sideways with a thumb, a plain grid where there is room. */
export function ProductRail({ value, currency }: { value: BlockValue<"product_rail">; currency: string }) {
  if (value.products.length === 0) return null
  return (
    <section data-slot="product-rail">
      <SectionHeading heading={value.heading} link={value.link} />
      <ul className={cn(value.products.length % 5 === 0 ? "lg:grid-cols-5" : "lg:grid-cols-4", "rail")}>
        {value.products.map((product) => (
          <li key={product.id} className="rail-item">
            <ProductCard product={product} currency={currency} />
          </li>
        ))}
      </ul>
    </section>
  )
}
