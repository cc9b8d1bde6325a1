import { Icon } from "@/components/ui/icon"
import { RichText } from "@/components/ui/rich-text"
import { SectionHeading } from "@/features/content/components/section-heading"
import type { BlockValue } from "@/lib/api/types"

export function Accordion({ value }: { value: BlockValue<"accordion"> }) {
  return (
    <section data-slot="accordion" className="max-w-4xl">
      <SectionHeading heading={value.heading} />
      <div className="border-t border-line">
        {value.items.map((item) => (
          <details key={item.question} className="group border-b border-line">
            <summary className="flex min-h-14 cursor-pointer list-none items-center justify-between gap-6 py-3 font-display text-xl">
              {item.question}
              <Icon name="plus" className="size-5 transition-transform duration-200 group-open:rotate-45" />
            </summary>
            <RichText html={item.html} className="max-w-[64ch] pb-6 text-soft" />
          </details>
        ))}
      </div>
    </section>
  )
}
