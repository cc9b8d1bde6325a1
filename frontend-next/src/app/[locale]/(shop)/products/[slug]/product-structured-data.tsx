import { StructuredData } from "@/components/ui/structured-data"
import { breadcrumbStructuredData, productStructuredData } from "@/features/product/structured-data"
import { absoluteUrl } from "@/lib/alternates"
import type { ProductDocument, Review } from "@/lib/api/types"

type ProductStructuredDataProps = {
  product: ProductDocument
  reviews: Review[]
  locale: string
  currency: string
}

export function ProductStructuredData({ product, reviews, locale, currency }: ProductStructuredDataProps) {
  const url = absoluteUrl(`/products/${product.slug}`, locale)
  const crumbs = product.breadcrumbs.map(({ name, slug }) => ({
    name,
    url: absoluteUrl(`/categories/${slug}`, locale),
  }))
  return (
    <>
      <StructuredData data={productStructuredData(product, url, currency, reviews)} />
      <StructuredData data={breadcrumbStructuredData([...crumbs, { name: product.name, url }])} />
    </>
  )
}
