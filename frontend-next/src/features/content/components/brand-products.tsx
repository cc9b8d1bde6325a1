import { getTranslations } from "next-intl/server"

import { ProductCard } from "@/components/commerce/product-card"
import { buttonClass } from "@/components/ui/button"
import { findRail } from "@/features/content/queries"
import { Link } from "@/i18n/navigation"
import type { BrandFacts } from "@/lib/api/types"

const MOST = 12

/** What the shop has of a brand, and the way to all of it. */
export async function BrandProducts({ brand, currency }: { brand: BrandFacts; currency: string }) {
  const t = await getTranslations("content")
  const search = new URLSearchParams({ "attr.brand": brand.code }).toString()
  const products = await findRail(search, MOST, currency)
  if (products.length === 0) return null
  return (
    <section data-slot="brand-products" aria-labelledby="brand-products" className="page pt-16">
      <h2 id="brand-products" className="mb-8 font-display text-title font-[380]">
        {t("ofBrand", { name: brand.name })}
      </h2>
      <ul className="grid grid-cols-2 gap-x-4 gap-y-9 md:grid-cols-3 md:gap-x-6 md:gap-y-12 lg:grid-cols-4">
        {products.map((product) => (
          <li key={product.id}>
            <ProductCard product={product} currency={currency} />
          </li>
        ))}
      </ul>
      <p className="mt-10">
        <Link href={`/products?${search}`} className={buttonClass({ variant: "secondary" })}>
          {t("allOfBrand", { name: brand.name })}
        </Link>
      </p>
    </section>
  )
}
