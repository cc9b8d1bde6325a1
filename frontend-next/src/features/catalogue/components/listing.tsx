import { useTranslations } from "next-intl"
import type { ReactNode } from "react"

import { ActiveFilters } from "@/features/catalogue/components/active-filters"
import { FilterForm } from "@/features/catalogue/components/filter-form"
import { FilterSheet } from "@/features/catalogue/components/filter-sheet"
import { NoResults } from "@/features/catalogue/components/no-results"
import { Pagination } from "@/features/catalogue/components/pagination"
import { ProductGrid } from "@/features/catalogue/components/product-grid"
import { SearchNotes } from "@/features/catalogue/components/search-notes"
import { SortSelect } from "@/features/catalogue/components/sort-select"
import { countChoices } from "@/features/catalogue/listing-changes"
import type { ListingState } from "@/features/catalogue/listing-state"
import type { SearchAnswer } from "@/lib/api/types"
import { cn } from "@/lib/cn"

const COLUMNS = "lg:grid-cols-[15rem_1fr] xl:grid-cols-[17rem_1fr]"

type ListingProps = {
  path: string
  state: ListingState
  answer: SearchAnswer
  currency: string
  /** Facets that the page itself stands for already, such as the category of a category page. */
  withoutFacets?: readonly string[]
  /** What else may help when nothing was found. */
  help?: ReactNode
  /** What comes after the last product. */
  children?: ReactNode
}

/** Products with everything that narrows and orders them: beside the list, or in a sheet on a small screen. */
export function Listing(props: ListingProps) {
  const { path, state, answer, currency, withoutFacets = [], help, children } = props
  const t = useTranslations("catalogue")
  const facets = answer.facets.filter(({ code }) => !withoutFacets.includes(code))
  const chosenCount = countChoices(state) + answer.query.understood.length
  const hasFilters = facets.length + chosenCount > 0
  return (
    <div data-slot="listing" className={cn("grid gap-x-12", hasFilters && COLUMNS)}>
      {hasFilters && (
        <aside aria-label={t("filters")} className="hidden lg:block">
          <FilterForm idPrefix="side" facets={facets} state={state} currency={currency} />
        </aside>
      )}
      <div className="flex min-w-0 flex-col gap-6">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
          {hasFilters && (
            <FilterSheet
              state={state}
              understood={answer.query.understood}
              chosenCount={chosenCount}
              resultCount={answer.count}
            >
              <FilterForm idPrefix="sheet" facets={facets} state={state} currency={currency} />
            </FilterSheet>
          )}
          <p role="status" className="order-last w-full text-sm text-faint lg:order-none lg:w-auto">
            {t("resultCount", { count: answer.count })}
          </p>
          {answer.count > 1 && <SortSelect state={state} />}
        </div>
        <ActiveFilters path={path} state={state} answer={answer} currency={currency} />
        <SearchNotes path={path} state={state} answer={answer} />
        {answer.results.length > 0 ? (
          <ProductGrid products={answer.results} currency={currency} offset={offsetOf(answer)} />
        ) : (
          <NoResults path={path} state={state} answer={answer}>
            {help}
          </NoResults>
        )}
        <Pagination path={path} state={state} answer={answer} />
        {children}
      </div>
    </div>
  )
}

function offsetOf({ page, page_size: size }: SearchAnswer): number {
  return (page - 1) * size
}
