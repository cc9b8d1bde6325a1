import { StructuredData } from "@/components/ui/structured-data"
import { breadcrumbStructuredData, productStructuredData } from "@/features/product/structured-data"
import { absoluteUrl } from "@/lib/alternates"
import type { ProductDocument, Review } from "@/lib/api/types"

type ProductStructuredDataProps = {
  product: ProductDocument
  reviews: Review[]
  locale: string
  currency: string
  /** Where the website tells more of the product's brand. */
  brandPath: string | null
}

export function ProductStructuredData(props: ProductStructuredDataProps) {
  const { product, reviews, locale, currency, brandPath } = props
  const url = absoluteUrl(`/products/${product.slug}`, locale)
  const brandUrl = brandPath ? absoluteUrl(brandPath, locale) : null
  const crumbs = product.breadcrumbs.map(({ name, slug }) => ({
    name,
    url: absoluteUrl(`/categories/${slug}`, locale),
  }))
  return (
    <>
      <StructuredData data={productStructuredData(product, url, currency, reviews, brandUrl)} />
      <StructuredData data={breadcrumbStructuredData([...crumbs, { name: product.name, url }])} />
    </>
  )
}
