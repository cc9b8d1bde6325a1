import type { Metadata } from "next"

import { answering, describing } from "@/app/[locale]/_answers/answering"
import { ProductStructuredData } from "@/app/[locale]/(shop)/products/[slug]/product-structured-data"
import { RatingStars } from "@/components/commerce/rating-stars"
import { Breadcrumbs } from "@/components/ui/breadcrumbs"
import { addToCart } from "@/features/cart/actions"
import { BrandName } from "@/app/[locale]/(shop)/products/[slug]/brand-name"
import { getChannel, getCurrency } from "@/features/channel/queries"
import { findBrandPath } from "@/features/content/queries"
import { LateDeliveryLine } from "@/features/delivery/components/late-delivery-line"
import { RecentlyViewed } from "@/features/memory/components/recently-viewed"
import { RememberViewed } from "@/features/memory/components/remember-viewed"
import { Gallery } from "@/features/product/components/gallery"
import { ProductDetails } from "@/features/product/components/product-details"
import { PurchasePanel } from "@/features/product/components/purchase-panel"
import { Reviews } from "@/features/product/components/reviews"
import { VariantProvider } from "@/features/product/components/variant-provider"
import { findProduct, findReviews } from "@/features/product/queries"
import { reviewPageOf } from "@/features/product/review-page"
import { Words } from "@/i18n/words"
import { pageMetadata } from "@/lib/page-metadata"
import { decodeSegment } from "@/lib/segments"
import { missing, MovedError } from "@/lib/missing"

type Props = PageProps<"/[locale]/products/[slug]">

export const generateMetadata = describing(async ({ params }: Props): Promise<Metadata> => {
  const { locale, slug } = await params
  const product = (await findProduct(decodeSegment(slug), locale)) ?? missing()
  const channel = await getChannel(locale)
  const slugs = Object.entries({ [locale]: product.slug, ...product.alternates })
  return pageMetadata({
    channel,
    locale,
    title: product.seo.title || product.name,
    heading: product.name,
    description: product.seo.description || product.summary || product.description,
    paths: Object.fromEntries(slugs.map(([code, name]) => [code, `/products/${name}`])),
    image: product.image,
  })
})

export default answering(async function ProductPage({ params, searchParams }: Props) {
  const [{ locale, slug }, { variant, reviews: reviewsPage }] = await Promise.all([params, searchParams])
  const asked = decodeSegment(slug)
  const found = findProduct(asked, locale)
  const [product, brandPath, currency, reviews] = await Promise.all([
    found,
    found.then((one) => (one?.brand ? findBrandPath(one.brand.code, locale) : null)),
    getCurrency(locale),
    findReviews(asked, locale, reviewPageOf(reviewsPage)),
  ])
  const [first, ...others] = product?.variants ?? []
  if (!product || !first) missing()
  const requestedId = typeof variant === "string" ? variant : undefined
  if (product.slug !== asked) {
    throw new MovedError(`/products/${encodeURIComponent(product.slug)}`)
  }
  return (
    <Words of={["delivery", "price", "problems", "product", "reviews"]}>
      <div className="page">
        <ProductStructuredData
          product={product}
          reviews={reviews?.results ?? []}
          locale={locale}
          currency={currency}
          brandPath={brandPath}
        />
        <Breadcrumbs
          crumbs={product.breadcrumbs.map(({ name, slug: to }) => ({
            label: name,
            href: `/categories/${to}`,
          }))}
          className="py-4"
        />
        <VariantProvider
          productId={product.id}
          variants={[first, ...others]}
          options={product.options}
          requestedId={requestedId}
        >
          <div className="grid items-start gap-x-[clamp(2rem,6vw,6rem)] gap-y-8 lg:grid-cols-[1.25fr_1fr]">
            <Gallery images={product.images} />
            <div className="flex flex-col gap-6 lg:sticky lg:top-28">
              <div className="flex flex-col gap-3">
                {product.brand && <BrandName brand={product.brand} path={brandPath} />}
                <h1 className="font-display text-title font-[380]">{product.name}</h1>
                {product.rating.count > 0 && (
                  <a href="#reviews" className="self-start py-1 hover:underline">
                    <RatingStars rating={product.rating} />
                  </a>
                )}
                <p className="max-w-[52ch] text-lead text-soft">{product.summary}</p>
              </div>
              <PurchasePanel
                productId={product.id}
                productName={product.name}
                currency={currency}
                addToCart={addToCart}
                Delivery={LateDeliveryLine}
              />
            </div>
          </div>
        </VariantProvider>
        <div className="mt-16 lg:mt-24">
          <ProductDetails description={product.description} attributes={product.attributes} />
        </div>
        {reviews && (
          <div className="mt-16 lg:mt-24">
            <Reviews slug={product.slug} reviews={reviews} />
          </div>
        )}
        <div className="mt-16 empty:hidden lg:mt-24">
          <RecentlyViewed except={product.id} />
        </div>
        <RememberViewed
          product={{
            id: product.id,
            slug: product.slug,
            name: product.name,
            picture: product.image?.sources[0]?.url ?? null,
          }}
        />
      </div>
    </Words>
  )
})
