import { useTranslations } from "next-intl"

import { LookCard, LookLine } from "@/features/content/components/look-card"
import { Picture } from "@/components/ui/picture"
import type { BlockValue, Image } from "@/lib/api/types"
import { cn } from "@/lib/cn"

type SpreadProps = { id: string; value: BlockValue<"hotspots">; currency: string; index: number }

/** From this shape on a picture takes the whole width; a higher one leaves room for words beside it. */
const WIDE = 1.6

/** A picture that reaches the edges of the window, with numbered places, and what they are beside or below it. */
export function Spread({ id, value, currency, index }: SpreadProps) {
  const t = useTranslations("content")
  const { heading, image, points } = value
  if (!image) return null
  const isWide = image.width / image.height >= WIDE
  const isTurned = index % 2 === 1
  return (
    <section
      data-slot="spread"
      aria-label={heading || t("inPicture")}
      className={cn(
        "grid gap-y-8",
        !isWide && (isTurned ? "lg:grid-cols-[1fr_minmax(0,66vw)]" : "lg:grid-cols-[minmax(0,66vw)_1fr]"),
      )}
    >
      <div
        className={cn("relative bg-sunk", !isWide && isTurned && "lg:order-last")}
        style={{ aspectRatio: shapeOf(image) }}
      >
        <Picture
          image={image}
          sizes={isWide ? "100vw" : "(min-width: 64rem) 66vw, 100vw"}
          isPriority={index === 0}
          className="absolute inset-0"
        />
        {points.map((point, place) => (
          <LookCard key={place} id={`${id}-${String(place)}`} number={place + 1} {...{ point, currency }} />
        ))}
      </div>
      <div
        className={cn(
          isWide
            ? "page grid w-full gap-x-12 gap-y-6 lg:grid-cols-[2fr_3fr]"
            : "flex flex-col gap-6 self-start px-[clamp(1.25rem,4.2vw,4rem)] lg:sticky lg:top-28 lg:py-10",
        )}
      >
        {heading && <h2 className="font-display text-title font-[380]">{heading}</h2>}
        <ol aria-label={t("inPicture")} className={cn(isWide && "sm:columns-2 sm:gap-12")}>
          {points.map((point, place) => (
            <LookLine key={place} number={place + 1} {...{ point, currency }} />
          ))}
        </ol>
      </div>
    </section>
  )
}

/** One picture without places, from edge to edge. */
export function FullPicture({ value, isPriority }: { value: BlockValue<"picture">; isPriority: boolean }) {
  const { image, caption } = value
  if (!image) return null
  return (
    <figure data-slot="spread">
      <div className="relative bg-sunk" style={{ aspectRatio: shapeOf(image) }}>
        <Picture image={image} sizes="100vw" isPriority={isPriority} className="absolute inset-0" />
      </div>
      {caption && <figcaption className="page mt-3 text-sm text-soft">{caption}</figcaption>}
    </figure>
  )
}

function shapeOf({ width, height }: Image): string {
  return `${String(width)} / ${String(height)}`
}
