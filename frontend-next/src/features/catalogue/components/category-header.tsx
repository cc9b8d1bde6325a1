import { useTranslations } from "next-intl"

import { Breadcrumbs } from "@/components/ui/breadcrumbs"
import { RichText } from "@/components/ui/rich-text"
import { Link } from "@/i18n/navigation"
import type { Category } from "@/lib/api/types"

type CategoryHeaderProps = {
  category: Category
  /** Whether the page has no other heading. */
  hasHeading?: boolean
}

export function CategoryHeader({ category, hasHeading = true }: CategoryHeaderProps) {
  const t = useTranslations("catalogue")
  const ancestors = category.breadcrumbs.filter(({ slug }) => slug !== category.slug)
  return (
    <div data-slot="category-header" className="pt-4 pb-8 lg:pb-12">
      <Breadcrumbs
        crumbs={ancestors.map(({ slug, name }) => ({ label: name, href: `/categories/${slug}` }))}
      />
      {hasHeading && <h1 className="mt-3 font-display text-title font-[380] lg:mt-6">{category.name}</h1>}
      {hasHeading && category.description && (
        <RichText html={category.description} className="mt-4 max-w-[60ch] text-lead text-soft" />
      )}
      {category.children.length > 0 && (
        <nav aria-label={t("subcategories")} className="mt-6">
          <ul className="flex flex-wrap gap-2">
            {category.children.map((child) => (
              <li key={child.id}>
                <Link
                  href={`/categories/${child.slug}`}
                  className="inline-flex min-h-11 items-center rounded-full border border-line bg-raised px-4.5 text-[0.9375rem] hover:border-ink"
                >
                  {child.name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </div>
  )
}
