import { useTranslations } from "next-intl"

import { Price } from "@/components/commerce/price"
import { Picture } from "@/components/ui/picture"
import { SavedControls } from "@/features/cart/components/saved-controls"
import { Link } from "@/i18n/navigation"
import type { SavedLine } from "@/lib/api/types"
import { useProblemText } from "@/lib/problem-text"

/** What was put aside. It costs nothing and holds nothing; what is gone says so and can be taken out. */
export function SavedList({ lines }: { lines: SavedLine[] }) {
  const t = useTranslations("cart.saved")
  if (lines.length === 0) return null
  return (
    <section data-slot="saved" aria-labelledby="saved" className="mt-12">
      <h2 id="saved" className="mb-1 font-display text-heading">
        {t("title")}
      </h2>
      <p className="mb-4 text-sm text-faint">{t("text")}</p>
      <ul className="border-t border-line">
        {lines.map((line) => (
          <SavedRow key={line.id} line={line} />
        ))}
      </ul>
    </section>
  )
}

function SavedRow({ line }: { line: SavedLine }) {
  const t = useTranslations("cart")
  const problemText = useProblemText()
  const problem = line.problems[0]
  const isGone = problem?.code === "product_unavailable"
  const options = line.options.map(({ label }) => label)
  return (
    <li data-slot="saved-line" className="flex gap-4 border-b border-line py-5 sm:gap-6">
      <div className="size-20 shrink-0 self-start overflow-hidden rounded-xs bg-sunk">
        {line.image && <Picture image={line.image} alt="" sizes="5rem" />}
      </div>
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <h3 className="font-medium">
          {isGone ? (
            line.name
          ) : (
            <Link
              href={`/products/${line.slug}?variant=${line.variant_id}`}
              className="hover:underline hover:underline-offset-4"
            >
              {line.name}
            </Link>
          )}
        </h3>
        <p className="text-sm text-faint">
          {[...options, t("quantityOf", { quantity: line.quantity })].join(" · ")}
        </p>
        {line.unit_price && (
          <p className="text-sm text-faint">
            <Price price={line.unit_price} compareAt={line.compare_at} /> {t("each")}
          </p>
        )}
        {problem && (
          <p className="text-sm font-medium">
            {problemText({ ...problem, params: { available: line.availability.max_quantity } })}
          </p>
        )}
        <SavedControls
          lineId={line.id}
          name={line.name}
          canMove={!problem || problem.code === "insufficient_stock"}
        />
      </div>
    </li>
  )
}
