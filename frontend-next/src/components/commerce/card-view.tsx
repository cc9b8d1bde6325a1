"use client"

import type { CSSProperties } from "react"

import { PriceText } from "@/components/commerce/price-text"
import { Stars } from "@/components/commerce/stars"
import { Swatch } from "@/components/commerce/swatch"
import { IntentLink } from "@/i18n/intent-link"
import { cn } from "@/lib/cn"
import { atWidth, readBeside, SQUARE, USUAL_WIDTHS } from "@/lib/renditions"

// Said once for each card of a page: without the spaces that it can do without.
const SIZES = "(min-width:80rem) 20rem,(min-width:48rem) 30vw,46vw"

/**
 * Widths are those of renditions whose addresses differ in nothing else, and the usual ones if nothing is said of
 * them; without measures it is a `SQUARE`.
 */
export type CardPicture = {
  src: string
  widths?: number[]
  srcSet?: string | undefined
  width?: number
  height?: number
}

type CardViewProps = {
  name: string
  href: string
  heading?: "h2" | "h3"
  picture?: CardPicture
  isPriority?: boolean
  /** The picture that a pointer brings up, written beside the other; it is not fetched before. */
  hover?: string
  price: { amount: string; now?: string; before?: string; replaced?: string; lowest?: string } | undefined
  badge?: { look: "sale" | "new"; text: string }
  soldOut?: string
  rating?: { filled: number; average: string; count: string }
  swatches?: { names: string; colours: string[]; hidden?: number }
}

/** The shape of a card. The whole card is the link's target; the link itself is only the name. */
export function CardView({
  name,
  href,
  heading: Heading = "h3",
  price,
  badge,
  soldOut,
  ...shown
}: CardViewProps) {
  const { rating, swatches } = shown
  return (
    <article data-slot="product-card" className="card">
      <Picture isDimmed={Boolean(soldOut)} {...shown} />
      {badge && (
        <p className={cn("card-badge", badge.look === "sale" ? "bg-rust text-paper" : "bg-paper text-ink")}>
          {badge.text}
        </p>
      )}
      <div className="card-text">
        <Heading className="card-name">
          <IntentLink href={href}>{name}</IntentLink>
        </Heading>
        <p className="card-price">
          {price && <PriceText {...price} />}
          {soldOut && <span className="text-sm text-faint">{soldOut}</span>}
        </p>
        {rating && (
          <p className="rating">
            <Stars filled={rating.filled} label={rating.average} />
            {rating.count}
          </p>
        )}
        {swatches && <Swatches {...swatches} />}
      </div>
    </article>
  )
}

type PictureProps = Pick<CardViewProps, "picture" | "isPriority" | "hover"> & { isDimmed: boolean }

function Picture({ picture, isPriority, hover, isDimmed }: PictureProps) {
  return (
    <div
      className={cn("card-picture", isDimmed && "opacity-70")}
      style={
        hover ? ({ "--hover": styleUrl(readBeside(picture?.src ?? "", hover)) } as CSSProperties) : undefined
      }
    >
      {picture && (
        <img
          src={picture.src}
          srcSet={picture.srcSet ?? sourcesOf(picture.src, picture.widths ?? USUAL_WIDTHS)}
          sizes={SIZES}
          alt=""
          width={picture.width ?? SQUARE}
          height={picture.height ?? SQUARE}
          {...(isPriority ? { fetchPriority: "high" } : { loading: "lazy" })}
          className="picture"
        />
      )}
    </div>
  )
}

function sourcesOf(src: string, widths: number[]): string | undefined {
  return widths.map((width) => `${atWidth(src, width)} ${String(width)}w`).join(", ") || undefined
}

/** Without quotation marks, which an attribute writes with six letters each. */
function styleUrl(address: string): string {
  const plain = address.replace(
    /[\s"'()\\]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, "0")}`,
  )
  return `url(${plain})`
}

function Swatches({ names, colours, hidden = 0 }: NonNullable<CardViewProps["swatches"]>) {
  return (
    <p className="card-swatches">
      <span className="sr-only">{names}</span>
      {colours.map((colour, index) => (
        <Swatch key={index} colour={colour} />
      ))}
      {hidden > 0 && (
        <span aria-hidden="true" className="text-xs text-faint">
          +{hidden}
        </span>
      )}
    </p>
  )
}
