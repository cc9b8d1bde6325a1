import { useTranslations } from "next-intl"

import { ActiveFilters } from "@/features/catalogue/components/active-filters"
import { FilterForm } from "@/features/catalogue/components/filter-form"
import { FilterSheet } from "@/features/catalogue/components/filter-sheet"
import { NoResults } from "@/features/catalogue/components/no-results"
import { Pagination } from "@/features/catalogue/components/pagination"
import { ProductGrid } from "@/features/catalogue/components/product-grid"
import { SortSelect } from "@/features/catalogue/components/sort-select"
import { countChoices, type ListingState } from "@/features/catalogue/listing-state"
import type { Filter, ProductPage } from "@/lib/api/types"

type ListingProps = {
  path: string
  state: ListingState
  page: ProductPage
  filters: Filter[]
  currency: string
}

/** Products with everything that narrows and orders them: beside the list, or in a sheet on a small screen. */
export function Listing({ path, state, page, filters, currency }: ListingProps) {
  const t = useTranslations("catalogue")
  return (
    <div data-slot="listing" className="grid gap-x-12 lg:grid-cols-[15rem_1fr] xl:grid-cols-[17rem_1fr]">
      <aside aria-label={t("filters")} className="hidden lg:block">
        <FilterForm idPrefix="side" filters={filters} state={state} currency={currency} />
      </aside>
      <div className="flex flex-col gap-6">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
          <FilterSheet chosenCount={countChoices(state)} resultCount={page.count}>
            <FilterForm idPrefix="sheet" filters={filters} state={state} currency={currency} />
          </FilterSheet>
          <p role="status" className="order-last w-full text-sm text-faint lg:order-none lg:w-auto">
            {t("resultCount", { count: page.count })}
          </p>
          <SortSelect state={state} />
        </div>
        <ActiveFilters path={path} state={state} filters={filters} currency={currency} />
        {page.results.length > 0 ? (
          <ProductGrid products={page.results} currency={currency} />
        ) : (
          <NoResults path={path} state={state} />
        )}
        <Pagination path={path} state={state} pageCount={page.page_count} />
      </div>
    </div>
  )
}
