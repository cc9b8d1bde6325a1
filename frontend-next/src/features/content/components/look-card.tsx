import { useLocale, useTranslations } from "next-intl"

import { ContentLink } from "@/components/ui/content-link"
import { Icon } from "@/components/ui/icon"
import { Picture } from "@/components/ui/picture"
import { Link } from "@/i18n/navigation"
import type { BlockValue, ProductCard } from "@/lib/api/types"
import { formatMoney } from "@/lib/money"

type Point = BlockValue<"hotspots">["points"][number]
type LookProps = { point: Point; number: number; currency: string }

/**
 * A number on the picture, and the small card that it opens: the browser's own popover, which Escape, a touch beside
 * it and its button close, and which needs no script. Pictures are not mirrored in Arabic, nor are their places.
 */
export function LookCard({ id, point, number, currency }: LookProps & { id: string }) {
  const t = useTranslations("content")
  const name = nameOf(point)
  const anchor = `--look-${id}`
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        className="look-mark"
        style={{ left: `${String(point.x)}%`, top: `${String(point.y)}%`, anchorName: anchor }}
      >
        <span className="look-number">{number}</span>{" "}
        <span className="sr-only">{t("hotspot", { name })}</span>
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={name}
        className="look-card"
        style={{ positionAnchor: anchor }}
      >
        {point.product?.image && (
          <div className="size-24 shrink-0 overflow-hidden rounded-xs bg-sunk">
            <Picture image={point.product.image} alt="" sizes="6rem" />
          </div>
        )}
        <div className="flex min-w-0 flex-1 flex-col gap-1">
          <p className="font-medium">
            <LookName point={point} />
          </p>
          <LookPrice product={point.product} currency={currency} />
          {point.text && <p className="text-sm text-soft">{point.text}</p>}
          {point.link && (
            <ContentLink href={point.link.url} className="link inline-flex min-h-11 items-center text-sm">
              {point.link.label}
            </ContentLink>
          )}
        </div>
        <button
          type="button"
          popoverTarget={id}
          popoverTargetAction="hide"
          aria-label={t("closeCard")}
          className="grid size-11 shrink-0 cursor-pointer place-items-center self-start"
        >
          <Icon name="close" className="size-4" />
        </button>
      </div>
    </>
  )
}

/** The same in a line of the list beside the picture. */
export function LookLine({ point, number, currency }: LookProps) {
  return (
    <li className="flex break-inside-avoid items-baseline gap-4 border-t border-line py-3">
      <span aria-hidden="true" className="w-5 shrink-0 text-sm text-faint tabular-nums">
        {number}
      </span>
      <span className="min-w-0 flex-1">
        <LookName point={point} />
      </span>
      <LookPrice product={point.product} currency={currency} />
    </li>
  )
}

function LookName({ point }: { point: Point }) {
  if (!point.product) return nameOf(point)
  return (
    <Link href={`/products/${point.product.slug}`} className="underline-offset-4 hover:underline">
      {nameOf(point)}
    </Link>
  )
}

function LookPrice({ product, currency }: { product: ProductCard | null; currency: string }) {
  const t = useTranslations("price")
  const locale = useLocale()
  const range = product?.prices[currency]
  if (!range) return null
  const amount = formatMoney(range.from, locale)
  return (
    <span className="text-sm text-soft tabular-nums">
      {range.from.amount === range.to.amount ? amount : t("from", { amount })}
    </span>
  )
}

function nameOf({ title, product }: Point): string {
  return title || (product?.name ?? "")
}
