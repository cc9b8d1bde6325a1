"use client"

import { useTranslations } from "next-intl"
import { useEffect, useRef, useState } from "react"

import { Picture } from "@/components/ui/picture"
import { useVariant } from "@/features/product/components/variant-provider"
import { variantImages } from "@/features/product/variants"
import type { Image } from "@/lib/api/types"
import { cn } from "@/lib/cn"

/** Pictures in a strip that snaps: swiped with a thumb, scrolled with arrow keys, or picked from the small ones. */
export function Gallery({ images }: { images: Image[] }) {
  const t = useTranslations("product")
  const { variants, current } = useVariant()
  const shown = variantImages(images, variants, current)
  const strip = useRef<HTMLUListElement>(null)
  const [active, setActive] = useState(0)

  useEffect(() => {
    strip.current?.scrollTo({ left: 0 })
  }, [current.id])

  const follow = () => {
    const { scrollLeft, clientWidth } = strip.current ?? { scrollLeft: 0, clientWidth: 1 }
    setActive(Math.min(Math.round(Math.abs(scrollLeft) / clientWidth), shown.length - 1))
  }
  const show = (index: number) => {
    strip.current?.children[index]?.scrollIntoView({ block: "nearest", inline: "start", behavior: "smooth" })
  }

  return (
    <section data-slot="gallery" aria-label={t("pictures")} className="flex flex-col gap-3">
      {/* A scrolling region must be reachable by keyboard. */}
      <ul
        ref={strip}
        tabIndex={shown.length > 1 ? 0 : undefined}
        aria-label={t("pictures")}
        onScroll={follow}
        className="flex snap-x snap-mandatory [scrollbar-width:none] overflow-x-auto rounded-xs bg-sunk"
      >
        {shown.map((image, index) => (
          <li key={image.id} className="aspect-square w-full shrink-0 snap-start">
            <Picture image={image} sizes="(min-width: 64rem) 46rem, 100vw" isPriority={index === 0} />
          </li>
        ))}
      </ul>
      {shown.length > 1 && <Thumbnails images={shown} active={active} onPick={show} />}
    </section>
  )
}

type ThumbnailsProps = { images: Image[]; active: number; onPick: (index: number) => void }

function Thumbnails({ images, active, onPick }: ThumbnailsProps) {
  const t = useTranslations("product")
  return (
    <ul data-slot="thumbnails" className="flex gap-2.5 overflow-x-auto p-1">
      {images.map((image, index) => (
        <li key={image.id} className="shrink-0">
          <button
            type="button"
            aria-label={t("showPicture", { number: index + 1, count: images.length })}
            aria-current={index === active ? "true" : undefined}
            onClick={() => onPick(index)}
            className={cn(
              "block size-16 cursor-pointer overflow-hidden rounded-xs bg-sunk outline-offset-2 lg:size-20",
              index === active
                ? "ring-[1.5px] ring-ink ring-offset-2 ring-offset-paper"
                : "opacity-75 hover:opacity-100",
            )}
          >
            <Picture image={image} alt="" sizes="5rem" />
          </button>
        </li>
      ))}
    </ul>
  )
}
