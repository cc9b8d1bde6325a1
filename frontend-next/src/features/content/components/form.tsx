import { FormSheet } from "@/features/content/components/late-form"
import { SectionHeading } from "@/features/content/components/section-heading"
import { Words } from "@/i18n/words"
import type { BlockValue, FormFacts } from "@/lib/api/types"

/** A form among other blocks; nothing where the reader's language lacks it. */
export function FormView({ value: { heading, text, form } }: { value: BlockValue<"form"> }) {
  if (!form) return null
  return (
    <section data-slot="form" className="max-w-[44rem]">
      {heading && <SectionHeading heading={heading} />}
      {text && <p className="mb-6 max-w-[60ch] text-lead">{text}</p>}
      <Sheet form={form} />
    </section>
  )
}

/** The form of a page whose title is its heading. */
export function PageForm({ form }: { form: FormFacts }) {
  return (
    <div data-slot="form" className="page pt-8 pb-16">
      <div className="max-w-[44rem]">
        <Sheet form={form} />
      </div>
    </div>
  )
}

function Sheet({ form }: { form: FormFacts }) {
  return (
    <Words of={["forms", "problems"]}>
      <FormSheet form={form} />
    </Words>
  )
}
