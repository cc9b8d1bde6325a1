import { useTranslations } from "next-intl"

import { ProductCard } from "@/components/commerce/product-card"
import { ContentLink } from "@/components/ui/content-link"
import { Icon } from "@/components/ui/icon"
import { Picture } from "@/components/ui/picture"
import { SectionHeading } from "@/features/content/components/section-heading"
import type { BlockValue } from "@/lib/api/types"

type Point = BlockValue<"hotspots">["points"][number]

/** A picture with places that open on a click, one at a time; they need no script. */
export function Hotspots({ value, currency }: { value: BlockValue<"hotspots">; currency: string }) {
  const { heading, image, points } = value
  if (!image) return null
  return (
    <section data-slot="hotspots">
      <SectionHeading heading={heading} />
      <div
        className="relative overflow-hidden rounded-xs bg-sunk"
        style={{ aspectRatio: `${String(image.width)} / ${String(image.height)}` }}
      >
        <Picture image={image} sizes="(min-width: 80rem) 80rem, 100vw" className="absolute inset-0" />
        {points.map((point, index) => (
          <Hotspot key={index} point={point} currency={currency} />
        ))}
      </div>
    </section>
  )
}

/** Pictures are not mirrored in Arabic, so places on them are not, either. */
function Hotspot({ point, currency }: { point: Point; currency: string }) {
  const t = useTranslations("content")
  const name = point.title || point.product?.name || ""
  return (
    <details name="hotspots" className="hotspot group">
      <summary style={{ left: `${String(point.x)}%`, top: `${String(point.y)}%` }} className="hotspot-mark">
        <Icon name="plus" className="size-4 transition-transform group-open:rotate-45" />
        <span className="sr-only">{t("hotspot", { name })}</span>
      </summary>
      <div className="hotspot-card">
        {point.product ? (
          <ProductCard product={point.product} currency={currency} />
        ) : (
          <h3 className="font-display text-xl">{point.title}</h3>
        )}
        {point.text && <p className="mt-2 text-sm text-soft">{point.text}</p>}
        {point.link && (
          <ContentLink href={point.link.url} className="link mt-2 inline-flex min-h-11 items-center">
            {point.link.label}
          </ContentLink>
        )}
      </div>
    </details>
  )
}
