import { buttonClass } from "@/components/ui/button"
import { ContentLink } from "@/components/ui/content-link"
import { Picture } from "@/components/ui/picture"
import { RichText } from "@/components/ui/rich-text"
import type { BlockValue } from "@/lib/api/types"
import { cn } from "@/lib/cn"

export function ImageText({ value }: { value: BlockValue<"image_text"> }) {
  const { image, heading, html, link, side } = value
  return (
    <section
      data-slot="image-text"
      className="grid items-center gap-x-[clamp(2rem,7vw,7rem)] gap-y-8 lg:grid-cols-12"
    >
      {image && (
        <div
          className={cn(
            "aspect-[4/3] overflow-hidden rounded-xs bg-sunk lg:col-span-7 lg:aspect-[5/4]",
            side === "right" && "lg:order-last",
          )}
        >
          <Picture image={image} sizes="(min-width: 64rem) 54rem, 100vw" />
        </div>
      )}
      <div className="flex flex-col items-start gap-5 lg:col-span-5">
        {heading && <h2 className="font-display text-title font-[380]">{heading}</h2>}
        <RichText html={html} className="max-w-[54ch] text-lead text-soft" />
        {link && (
          <ContentLink href={link.url} className={buttonClass({ variant: "secondary" })}>
            {link.label}
          </ContentLink>
        )}
      </div>
    </section>
  )
}
