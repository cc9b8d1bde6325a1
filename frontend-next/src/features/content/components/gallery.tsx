import { Picture } from "@/components/ui/picture"
import { SectionHeading } from "@/features/content/components/section-heading"
import type { BlockValue } from "@/lib/api/types"
import { cn } from "@/lib/cn"

/** Pictures side by side, or in a row that is swiped and scrolled. */
export function Gallery({ value }: { value: BlockValue<"gallery"> }) {
  if (value.items.length === 0) return null
  const isRow = value.layout === "row"
  return (
    <section data-slot="gallery">
      <SectionHeading heading={value.heading} />
      <ul
        // What can be scrolled can be reached with the keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={isRow ? 0 : undefined}
        aria-label={isRow ? value.heading || undefined : undefined}
        className={cn(
          isRow ? "flex snap-x gap-4 overflow-x-auto pb-4" : "grid grid-cols-2 gap-4 lg:grid-cols-3 lg:gap-6",
        )}
      >
        {value.items.map(({ image, caption }, index) => (
          <li key={index} className={cn(isRow && "w-[78%] shrink-0 snap-start lg:w-[42%]")}>
            <figure>
              <div className="aspect-[4/3] overflow-hidden rounded-xs bg-sunk">
                {image && (
                  <Picture
                    image={image}
                    {...altBeside(caption, image.alt)}
                    sizes={isRow ? "(min-width: 64rem) 36rem, 78vw" : "(min-width: 64rem) 27rem, 50vw"}
                  />
                )}
              </div>
              {caption && <figcaption className="mt-2 text-sm text-soft">{caption}</figcaption>}
            </figure>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** One picture, as wide as the page. */
export function SinglePicture({ value }: { value: BlockValue<"picture"> }) {
  if (!value.image) return null
  const { width, height } = value.image
  return (
    <figure data-slot="picture">
      <div
        className="overflow-hidden rounded-xs bg-sunk"
        style={{ aspectRatio: `${String(width)} / ${String(height)}` }}
      >
        <Picture
          image={value.image}
          {...altBeside(value.caption, value.image.alt)}
          sizes="(min-width: 80rem) 80rem, 100vw"
        />
      </div>
      {value.caption && <figcaption className="mt-2 text-sm text-soft">{value.caption}</figcaption>}
    </figure>
  )
}

/** What is written below a picture is not said twice. */
function altBeside(caption: string, alt: string) {
  return caption.trim() === alt.trim() ? { alt: "" } : {}
}
