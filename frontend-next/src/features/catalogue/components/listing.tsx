import { useTranslations } from "next-intl"
import type { ReactNode } from "react"

import { ActiveFilters } from "@/features/catalogue/components/active-filters"
import { FilterForm } from "@/features/catalogue/components/filter-form"
import { FilterSheet } from "@/features/catalogue/components/filter-sheet"
import { NoResults } from "@/features/catalogue/components/no-results"
import { Pagination } from "@/features/catalogue/components/pagination"
import { ProductGrid, type Between } from "@/features/catalogue/components/product-grid"
import { SearchNotes } from "@/features/catalogue/components/search-notes"
import { SortSelect } from "@/features/catalogue/components/sort-select"
import { countChoices } from "@/features/catalogue/listing-changes"
import type { ListingState } from "@/features/catalogue/listing-state"
import type { Facet, SearchAnswer } from "@/lib/api/types"
import { cn } from "@/lib/cn"

const COLUMNS = "lg:grid-cols-[15rem_1fr] xl:grid-cols-[17rem_1fr]"

type ListingProps = {
  path: string
  state: ListingState
  answer: SearchAnswer
  currency: string
  /** Facets that the page itself stands for already, such as the category of a category page. */
  withoutFacets?: readonly string[]
  between?: Between | undefined
  /** What else may help when nothing was found. */
  help?: ReactNode
  /** What comes after the last product. */
  children?: ReactNode
}

/** Products with everything that narrows and orders them: beside the list, or in a sheet on a small screen. */
export function Listing(props: ListingProps) {
  const { path, state, answer, currency, withoutFacets = [], between, help, children } = props
  const t = useTranslations("catalogue")
  const isFound = isAnswered(answer)
  const facets = isFound ? answer.facets.filter(({ code }) => !withoutFacets.includes(code)) : []
  const form = { facets, state, currency, understood: answer.query.understood }
  return (
    <div data-slot="listing" className={cn("grid gap-x-12", facets.length > 0 && COLUMNS)}>
      {facets.length > 0 && (
        <aside aria-label={t("filters")} className="hidden lg:block">
          <FilterForm idPrefix="side" {...form} />
        </aside>
      )}
      <div className="flex min-w-0 flex-col gap-6">
        <Toolbar state={state} answer={answer} facets={facets}>
          <FilterForm idPrefix="sheet" {...form} />
        </Toolbar>
        <ActiveFilters path={path} state={state} answer={answer} currency={currency} />
        <SearchNotes path={path} state={state} answer={answer} />
        {!isFound && (
          <NoResults path={path} state={state} answer={answer}>
            {help}
          </NoResults>
        )}
        {answer.results.length > 0 && (
          <ProductGrid {...{ currency, between }} products={answer.results} offset={offsetOf(answer)} />
        )}
        {isFound && <Pagination path={path} state={state} answer={answer} />}
        {children}
      </div>
    </div>
  )
}

type ToolbarProps = { state: ListingState; answer: SearchAnswer; facets: Facet[]; children: ReactNode }

function Toolbar({ state, answer, facets, children }: ToolbarProps) {
  const t = useTranslations("catalogue")
  const { understood } = answer.query
  const count = isAnswered(answer) ? answer.count : 0
  const chosenCount = countChoices(state) + understood.length
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
      {/* An open sheet stays even when the last choice left nothing: it is the way back. */}
      {facets.length + chosenCount > 0 && (
        <FilterSheet state={state} understood={understood} chosenCount={chosenCount} resultCount={count}>
          {children}
        </FilterSheet>
      )}
      <p role="status" className="order-last w-full text-sm text-faint lg:order-none lg:w-auto">
        {t("resultCount", { count })}
      </p>
      {count > 1 && <SortSelect state={state} />}
    </div>
  )
}

/** What sells elsewhere is no answer to what was asked for. */
function isAnswered({ results, query }: SearchAnswer): boolean {
  return results.length > 0 && query.relaxation !== "popular" && query.relaxation !== "nearest_category"
}

function offsetOf({ page, page_size: size }: SearchAnswer): number {
  return (page - 1) * size
}
