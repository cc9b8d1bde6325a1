import type { ProductDocument, Review, Variant } from "@/lib/api/types"

/** The product in the words of schema.org, for search engines. */
export function productStructuredData(
  product: ProductDocument,
  url: string,
  currency: string,
  reviews: Review[] = [],
  brandUrl: string | null = null,
): object {
  // schema.org wants to know who wrote a review.
  const signed = reviews.filter((review) => review.author !== null)
  return {
    "@context": "https://schema.org",
    "@type": "Product",
    productID: product.id,
    name: product.name,
    description: product.summary,
    image: product.images.map((image) => image.url),
    url,
    ...(product.brand && {
      brand: { "@type": "Brand", name: product.brand.label, ...(brandUrl && { url: brandUrl }) },
    }),
    ...(product.rating.average !== null && {
      aggregateRating: {
        "@type": "AggregateRating",
        ratingValue: product.rating.average,
        reviewCount: product.rating.count,
      },
    }),
    ...(signed.length > 0 && { review: signed.map(reviewStructuredData) }),
    offers: product.variants.flatMap((variant) => offer(variant, url, currency)),
  }
}

function reviewStructuredData(review: Review): object {
  return {
    "@type": "Review",
    reviewRating: { "@type": "Rating", ratingValue: review.score, bestRating: 5, worstRating: 1 },
    name: review.title,
    reviewBody: review.body,
    datePublished: review.written_at,
    author: { "@type": "Person", name: review.author },
  }
}

function offer(variant: Variant, url: string, currency: string): object[] {
  const price = variant.prices[currency]
  if (!price) return []
  return [
    {
      "@type": "Offer",
      sku: variant.sku,
      price: price.price.amount,
      priceCurrency: price.price.currency,
      availability: `https://schema.org/${variant.availability.is_available ? "InStock" : "OutOfStock"}`,
      url: `${url}?variant=${variant.id}`,
    },
  ]
}

export function breadcrumbStructuredData(crumbs: { name: string; url: string }[]): object {
  return {
    "@context": "https://schema.org",
    "@type": "BreadcrumbList",
    itemListElement: crumbs.map(({ name, url }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name,
      item: url,
    })),
  }
}
