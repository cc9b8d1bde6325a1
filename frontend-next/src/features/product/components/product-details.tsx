import { useTranslations } from "next-intl"

import { RichText } from "@/components/ui/rich-text"
import type { Attribute } from "@/lib/api/types"

/** What there is to know beyond the price: the description, and the facts as a table. */
export function ProductDetails({
  description,
  attributes,
}: {
  description: string
  attributes: Attribute[]
}) {
  const t = useTranslations("product")
  return (
    <div
      data-slot="product-details"
      className="grid gap-x-[clamp(2rem,7vw,7rem)] gap-y-12 border-t border-line pt-12 lg:grid-cols-2 lg:pt-16"
    >
      {description && (
        <section aria-labelledby="description">
          <h2 id="description" className="font-display text-heading">
            {t("description")}
          </h2>
          <RichText html={description} className="mt-5 max-w-[62ch] text-soft" />
        </section>
      )}
      {attributes.length > 0 && (
        <section aria-labelledby="attributes">
          <h2 id="attributes" className="font-display text-heading">
            {t("attributes")}
          </h2>
          <AttributeTable attributes={attributes} />
        </section>
      )}
    </div>
  )
}

function AttributeTable({ attributes }: { attributes: Attribute[] }) {
  return (
    <table className="mt-4 w-full text-[0.9375rem]">
      <tbody>
        {attributes.map(({ code, name, label, unit }) => (
          <tr key={code} className="border-b border-line">
            <th scope="row" className="w-2/5 py-3 pe-4 text-start align-top font-normal text-faint">
              {name}
            </th>
            <td className="py-3">
              <bdi>{unit ? `${label} ${unit}` : label}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
