import type { BlockValue } from "@/lib/api/types"

type QuoteProps = {
  value: BlockValue<"quote">
  /** Within a column: in the width and on the ground of what is around. */
  isSmall?: boolean
}

export function Quote({ value, isSmall = false }: QuoteProps) {
  if (isSmall) {
    return (
      <figure data-slot="quote" className="border-s-2 border-rust ps-5">
        <blockquote className="font-display text-xl">
          <p>{value.text}</p>
        </blockquote>
        {value.author && <figcaption className="mt-2 text-sm text-faint">{value.author}</figcaption>}
      </figure>
    )
  }
  return (
    <figure data-slot="quote" className="later on-dark bg-moss text-paper">
      <div className="page py-16 text-center lg:py-24">
        <blockquote className="mx-auto max-w-[24ch] font-display text-title font-[380] text-balance ltr:font-display-italic ltr:italic">
          <p>{value.text}</p>
        </blockquote>
        {value.author && <figcaption className="mt-6 text-paper/80">{value.author}</figcaption>}
      </div>
    </figure>
  )
}
