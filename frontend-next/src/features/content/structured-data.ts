import type { ArticleFacts, Channel, ContentPage, StoreFacts } from "@/lib/api/types"
import { absoluteUrl } from "@/lib/alternates"
import { excerpt } from "@/lib/page-metadata"

const CONTEXT = "https://schema.org"

/** Who the shop is, told once, on its home page. */
export function organizationData({ branding }: Channel, address: string): object {
  return {
    "@context": CONTEXT,
    "@type": "Organization",
    "@id": `${address}#organization`,
    name: branding.name,
    url: address,
    ...(branding.tagline && { slogan: branding.tagline }),
    ...(branding.logo_url && { logo: branding.logo_url }),
    ...(branding.support_email && {
      contactPoint: {
        "@type": "ContactPoint",
        contactType: "customer support",
        email: branding.support_email,
      },
    }),
  }
}

/** The way to a page from the home page on; null for a page that nothing stands above. */
export function wayData(page: ContentPage, addressOf: (path: string) => string): object | null {
  const above = page.breadcrumbs.filter(({ path }) => path !== page.path)
  if (above.length === 0) return null
  return {
    "@context": CONTEXT,
    "@type": "BreadcrumbList",
    itemListElement: [...above, page].map(({ title, path }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name: title,
      item: addressOf(path),
    })),
  }
}

/** What search engines are told of an article. */
export function articleData(page: ContentPage, article: ArticleFacts, address: string): object {
  return {
    "@context": CONTEXT,
    "@type": "Article",
    headline: page.title,
    description: excerpt(article.lead),
    datePublished: article.published_on,
    ...(page.updated_at && { dateModified: page.updated_at }),
    ...(article.picture && { image: [article.picture.url] }),
    author: article.authors.map((name) => ({ "@type": "Person", name })),
    inLanguage: page.locale,
    mainEntityOfPage: address,
  }
}

/** What search engines are told of a lookbook: its pictures, and the products on them. */
export function lookbookData(page: ContentPage, address: string): object {
  const spreads = page.body.flatMap((block) => (block.type === "hotspots" ? [block.value] : []))
  const products = spreads.flatMap(({ points }) => points.flatMap(({ product }) => product ?? []))
  const once = new Map(products.map((product) => [product.id, product]))
  return {
    "@context": CONTEXT,
    "@type": "CollectionPage",
    name: page.title,
    url: address,
    inLanguage: page.locale,
    ...(page.lookbook?.lead && { description: excerpt(page.lookbook.lead) }),
    ...(page.updated_at && { dateModified: page.updated_at }),
    image: spreads.flatMap(({ image }) => image?.url ?? []),
    mainEntity: {
      "@type": "ItemList",
      itemListElement: [...once.values()].map(({ name, slug }, index) => ({
        "@type": "ListItem",
        position: index + 1,
        name,
        url: absoluteUrl(`/products/${slug}`, page.locale),
      })),
    },
  }
}

/** Each question of the page with its answer. */
export function questionsData(page: ContentPage): object {
  const questions = page.body.flatMap((block) => (block.type === "accordion" ? block.value.items : []))
  return {
    "@context": CONTEXT,
    "@type": "FAQPage",
    inLanguage: page.locale,
    mainEntity: questions.map(({ question, html }) => ({
      "@type": "Question",
      name: question,
      acceptedAnswer: { "@type": "Answer", text: html },
    })),
  }
}

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

/** What search engines are told of a store. */
export function storeData(store: StoreFacts, address: string): object {
  return {
    "@context": CONTEXT,
    "@type": "Store",
    "@id": `${address}#${store.id}`,
    name: store.name,
    url: `${address}#${store.id}`,
    address: {
      "@type": "PostalAddress",
      streetAddress: store.street,
      addressLocality: store.city,
      addressCountry: store.country,
      ...(store.postcode && { postalCode: store.postcode }),
    },
    geo: { "@type": "GeoCoordinates", latitude: store.latitude, longitude: store.longitude },
    ...(store.phone && { telephone: store.phone }),
    ...(store.email && { email: store.email }),
    openingHoursSpecification: store.hours.map(({ weekday, opens, closes }) => ({
      "@type": "OpeningHoursSpecification",
      dayOfWeek: `${CONTEXT}/${WEEKDAYS[weekday - 1] ?? ""}`,
      opens,
      closes,
    })),
    specialOpeningHoursSpecification: store.special_days.map(({ day, opens, closes }) => ({
      "@type": "OpeningHoursSpecification",
      validFrom: day,
      validThrough: day,
      // The same time twice says that it is closed all day.
      opens: opens ?? "00:00",
      closes: closes ?? "00:00",
    })),
  }
}
