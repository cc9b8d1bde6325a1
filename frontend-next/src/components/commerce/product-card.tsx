import { useLocale, useTranslations } from "next-intl"

import { CardView, type CardPicture } from "@/components/commerce/card-view"
import { localHref } from "@/i18n/navigation"
import type { Image, Money, ProductCard as Card, SearchMatch } from "@/lib/api/types"
import { formatMoney } from "@/lib/money"
import { atWidth, sourceSet, SQUARE, USUAL_WIDTHS, writeBeside } from "@/lib/renditions"

const SHOWN_SWATCHES = 5

type ProductCardProps = {
  product: Card
  /** The variant that answers to what was asked for: its picture and price are shown, and the link leads to it. */
  match?: SearchMatch | null
  currency: string
  headingLevel?: "h2"
  isPriority?: boolean
}

/** One product in a list, put into words here, so that a page with many of them sends each as its few words. */
export function ProductCard({ product, match = null, currency, headingLevel, isPriority }: ProductCardProps) {
  const t = useTranslations("product")
  const locale = useLocale()
  const image = match?.image ?? product.image
  const address = `/products/${product.slug}`
  return (
    <CardView
      name={product.name}
      href={localHref({ href: match ? `${address}?variant=${match.variant_id}` : address, locale })}
      price={usePriceWords(product, match, currency)}
      {...(image && { picture: pictureOf(image) })}
      {...(headingLevel && { heading: headingLevel })}
      {...(isPriority && { isPriority })}
      {...(product.hover_image &&
        image &&
        image === product.image && { hover: writeBeside(image.url, product.hover_image.url) })}
      {...useBadge(product)}
      {...useRatingWords(product)}
      {...useSwatches(product)}
      {...(!(match ?? product).availability.is_available && { soldOut: t("soldOut") })}
    />
  )
}

/** The addresses of renditions nearly always differ in their width alone, and are said once then. */
function pictureOf({ url, sources, width, height }: Image): CardPicture {
  const widths = sources.map((each) => each.width)
  const isOfWidths = sources.every((each) => each.url === atWidth(url, each.width))
  const isUsual = isOfWidths && String(widths) === String(USUAL_WIDTHS)
  return {
    src: url,
    ...(!isUsual && (isOfWidths ? { widths } : { srcSet: sourceSet(sources) })),
    ...((width !== SQUARE || height !== SQUARE) && { width, height }),
  }
}

function usePriceWords(product: Card, match: SearchMatch | null, currency: string) {
  const t = useTranslations("price")
  const locale = useLocale()
  const range = product.prices[currency]
  const price: Money | undefined = match?.price ?? range?.from
  if (!price) return undefined
  const isFrom = match ? match.is_from : range?.from.amount !== range?.to.amount
  const before = match ? match.compare_at : range?.compare_at
  const lowest = match ? match.lowest_30_days : range?.lowest_30_days
  const amount = formatMoney(price, locale)
  return {
    amount: isFrom ? t("from", { amount }) : amount,
    ...(before && { now: t("now"), before: t("before"), replaced: formatMoney(before, locale) }),
    ...(before && lowest && { lowest: t("lowest", { amount: formatMoney(lowest, locale) }) }),
  }
}

function useBadge({ badges }: Card) {
  const t = useTranslations("product.badges")
  const badge = (["sale", "new"] as const).find((name) => badges.includes(name))
  return badge && { badge: { look: badge, text: t(badge) } }
}

/** Nothing until somebody has rated: five grey stars would read as a bad mark. */
function useRatingWords({ rating: { average, count } }: Card) {
  const t = useTranslations("rating")
  if (average === null || count === 0) return null
  return {
    rating: {
      filled: Number(average) * 20,
      average: t("average", { average }),
      count: t("count", { count }),
    },
  }
}

function useSwatches({ options }: Card) {
  const t = useTranslations("product")
  const values = options.flatMap((option) => option.values).filter((value) => value.swatch)
  if (values.length < 2) return null
  const names = t("swatches", { names: values.map((value) => value.label).join(", ") })
  const colours = values.slice(0, SHOWN_SWATCHES).map((value) => value.swatch ?? "")
  const hidden = values.length - colours.length
  return { swatches: { names, colours, ...(hidden > 0 && { hidden }) } }
}
