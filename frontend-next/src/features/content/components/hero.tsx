import { useTranslations } from "next-intl"

import { buttonClass } from "@/components/ui/button"
import { ContentLink } from "@/components/ui/content-link"
import { Icon } from "@/components/ui/icon"
import { Picture } from "@/components/ui/picture"
import { HeroFilm } from "@/features/content/components/late"
import type { BlockValue } from "@/lib/api/types"
import { cn } from "@/lib/cn"

type HeroProps = { value: BlockValue<"hero">; isFirst: boolean; isHeading: boolean; isWide: boolean }

/** Words beside a tall picture, not on it: they stay readable whatever the editor uploads. */
export function Hero({ value, isFirst, isHeading, isWide }: HeroProps) {
  const t = useTranslations("content")
  const { heading, text, image, video, link, alignment, theme } = value
  const Heading = isHeading ? "h1" : "h2"
  const isDark = theme === "dark"
  return (
    <section data-slot="hero" className={cn(isDark ? "on-dark bg-moss text-paper" : "bg-sunk")}>
      <div className={cn("grid", image && "lg:grid-cols-2")}>
        <div
          className={cn(
            "flex flex-col justify-center gap-6 px-[clamp(1.25rem,4.2vw,4rem)] py-14 lg:py-24",
            isWide && "lg:ps-[max(4.2vw,calc((100vw-88rem)/2+4rem))]",
            alignment === "center" && !image ? "items-center text-center" : "items-start",
          )}
        >
          <Heading
            className={cn("max-w-[13ch] font-display font-[380]", isHeading ? "text-display" : "text-title")}
          >
            {heading}
          </Heading>
          {text && (
            <p className={cn("max-w-[42ch] text-lead", isDark ? "text-paper/85" : "text-soft")}>{text}</p>
          )}
          {link && (
            <ContentLink href={link.url} className={buttonClass({ variant: isDark ? "light" : "primary" })}>
              {link.label}
              <Icon name="arrow" className="size-4 rtl:-scale-x-100" />
            </ContentLink>
          )}
        </div>
        {image && (
          <div
            className={cn(
              "relative aspect-[5/4] overflow-hidden lg:aspect-auto lg:h-[min(44rem,78vh)]",
              alignment === "right" && "lg:order-first",
            )}
          >
            <Picture image={image} sizes="(min-width: 64rem) 50vw, 100vw" isPriority={isFirst} />
            {video && <HeroFilm {...video} play={t("playFilm")} pause={t("pauseFilm")} />}
          </div>
        )}
      </div>
    </section>
  )
}
