import type { BlockValue } from "@/lib/api/types"

export function Quote({ value }: { value: BlockValue<"quote"> }) {
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
