import { useTranslations } from "next-intl"

import { Price, RangePrice } from "@/components/commerce/price"
import { RatingStars } from "@/components/commerce/rating-stars"
import { Swatch } from "@/components/commerce/swatch"
import { Picture } from "@/components/ui/picture"
import { Link } from "@/i18n/navigation"
import type { ProductCard as Card, SearchMatch } from "@/lib/api/types"
import { cn } from "@/lib/cn"

const SIZES = "(min-width: 80rem) 20rem, (min-width: 48rem) 30vw, 46vw"
const SHOWN_SWATCHES = 5

type ProductCardProps = {
  product: Card
  /** The variant that answers to what was asked for: its picture and price are shown, and the link leads to it. */
  match?: SearchMatch | null
  currency: string
  headingLevel?: "h2" | "h3"
  isPriority?: boolean
}

/** One product in a list. The whole card is the link's target; the link itself is only the name. */
export function ProductCard({
  product,
  match = null,
  currency,
  headingLevel: Heading = "h3",
  isPriority = false,
}: ProductCardProps) {
  const t = useTranslations("product")
  const isSoldOut = !(match ?? product).availability.is_available
  const address = `/products/${product.slug}`
  return (
    <article data-slot="product-card" className="group relative flex flex-col gap-3">
      <CardPicture product={product} image={match?.image ?? product.image} isPriority={isPriority} />
      <CardBadge product={product} />
      <div className="flex flex-1 flex-col gap-1">
        <Heading className="text-[0.9375rem] leading-snug font-medium">
          <Link
            href={match ? `${address}?variant=${match.variant_id}` : address}
            className="group-hover:underline group-hover:underline-offset-4 after:absolute after:inset-0"
          >
            {product.name}
          </Link>
        </Heading>
        <p className="flex flex-wrap items-baseline justify-between gap-x-3 text-[0.9375rem]">
          {match ? (
            <Price price={match.price} compareAt={match.compare_at} isFrom={match.is_from} />
          ) : (
            <RangePrice range={product.prices[currency]} />
          )}
          {isSoldOut && <span className="text-sm text-faint">{t("soldOut")}</span>}
        </p>
        <RatingStars rating={product.rating} className="text-xs" />
        <CardSwatches product={product} />
      </div>
    </article>
  )
}

type CardPictureProps = { product: Card; image: Card["image"]; isPriority: boolean }

function CardPicture({ product, image, isPriority }: CardPictureProps) {
  const zoom = "transition-[opacity,scale] duration-500 ease-calm motion-safe:group-hover:scale-[1.025]"
  return (
    <div
      className={cn(
        "relative aspect-square overflow-hidden rounded-xs bg-sunk",
        !product.availability.is_available && "opacity-70",
      )}
    >
      {image && <Picture image={image} alt="" sizes={SIZES} isPriority={isPriority} className={zoom} />}
      {product.hover_image && image === product.image && (
        <div className="absolute inset-0 hidden opacity-0 transition-opacity duration-500 group-hover:opacity-100 [@media(hover:hover)]:block">
          <Picture image={product.hover_image} alt="" sizes={SIZES} />
        </div>
      )}
    </div>
  )
}

function CardBadge({ product }: { product: Card }) {
  const t = useTranslations("product.badges")
  const badge = (["sale", "new"] as const).find((name) => product.badges.includes(name))
  if (!badge) return null
  const look = badge === "sale" ? "bg-rust text-paper" : "bg-paper text-ink"
  return (
    <p
      className={cn(
        "pointer-events-none absolute start-2.5 top-2.5 rounded-xs px-2 py-0.5 text-xs font-medium",
        look,
      )}
    >
      {t(badge)}
    </p>
  )
}

function CardSwatches({ product }: { product: Card }) {
  const t = useTranslations("product")
  const values = product.options.flatMap((option) => option.values).filter((value) => value.swatch)
  if (values.length < 2) return null
  const hidden = values.length - SHOWN_SWATCHES
  return (
    <p className="mt-1 flex items-center gap-1.5">
      <span className="sr-only">
        {t("swatches", { names: values.map((value) => value.label).join(", ") })}
      </span>
      {values
        .slice(0, SHOWN_SWATCHES)
        .map((value) => value.swatch && <Swatch key={value.code} colour={value.swatch} />)}
      {hidden > 0 && (
        <span aria-hidden="true" className="text-xs text-faint">
          +{hidden}
        </span>
      )}
    </p>
  )
}
