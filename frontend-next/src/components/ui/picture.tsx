import type { Image } from "@/lib/api/types"
import { cn } from "@/lib/cn"
import { sourceSet } from "@/lib/renditions"

type PictureProps = {
  image: Image
  /** How wide the picture is drawn, as in the `sizes` attribute. */
  sizes: string
  alt?: string
  /** For the one picture a visitor sees first. */
  isPriority?: boolean
  className?: string
}

/** The back end made the renditions; the browser picks the one that fits. */
export function Picture({ image, sizes, alt, isPriority = false, className }: PictureProps) {
  return (
    <img
      src={image.url}
      srcSet={sourceSet(image.sources)}
      sizes={sizes}
      alt={alt ?? image.alt}
      width={image.width}
      height={image.height}
      {...(isPriority ? { fetchPriority: "high" } : { loading: "lazy" })}
      decoding="async"
      className={cn("picture", className)}
    />
  )
}
