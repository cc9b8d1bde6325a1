import { FilterChoice } from "@/features/catalogue/components/filter-choice"
import type { FacetChoicesProps } from "@/features/catalogue/components/filter-choices"
import { FilterGroup } from "@/features/catalogue/components/filter-group"
import type { FacetValue } from "@/lib/api/types"

const INDENT_REM = 1.25

/** Categories as they lie in each other: the roots, the way to the chosen one, and what is right below it. */
export function FilterTree({ idPrefix, facet, chosen, onChange }: FacetChoicesProps) {
  const visible = visibleBranch(facet.values, chosen)
  if (visible.length === 0) return null
  return (
    <FilterGroup title={facet.name}>
      {visible.map((value) => (
        <div key={value.value} style={{ paddingInlineStart: `${value.depth * INDENT_REM}rem` }}>
          <FilterChoice
            id={`${idPrefix}-${facet.code}-${value.value}`}
            name={facet.code}
            value={value}
            isChosen={chosen.includes(value.value)}
            onChange={onChange}
          />
        </div>
      ))}
    </FilterGroup>
  )
}

/** Everything whose parent is on the way to the chosen category, or is a root. */
export function visibleBranch(values: FacetValue[], chosen: string[]): FacetValue[] {
  const parents = new Map(values.map(({ value, parent }) => [value, parent]))
  const open = new Set<string>()
  for (let at = chosen[0] ?? null; at !== null && !open.has(at); at = parents.get(at) ?? null) open.add(at)
  return values.filter(
    ({ parent, value }) => parent === null || !parents.has(parent) || open.has(parent) || open.has(value),
  )
}
