import { FilterChoice } from "@/features/catalogue/components/filter-choice"
import type { FacetChoicesProps } from "@/features/catalogue/components/filter-choices"
import { FilterGroup } from "@/features/catalogue/components/filter-group"
import { wayTo } from "@/features/catalogue/listing-changes"
import type { FacetValue } from "@/lib/api/types"

/** Categories as they lie in each other: the roots, the ways to the chosen ones, and what is right below those. */
export function FilterTree(props: FacetChoicesProps) {
  const visible = visibleBranches(props.facet.values, props.chosen)
  if (visible.length === 0) return null
  return (
    <FilterGroup title={props.facet.name}>
      <Branch {...props} values={visible} parent={null} />
    </FilterGroup>
  )
}

type BranchProps = FacetChoicesProps & { values: FacetValue[]; parent: string | null }

/** Lists in lists, so that the place of a box is heard as well as seen. */
function Branch(props: BranchProps) {
  const { idPrefix, facet, chosen, onChange, values, parent } = props
  const own = values.filter((value) => parentIn(values, value) === parent)
  if (own.length === 0) return null
  return (
    <ul className={parent === null ? undefined : "ps-5"}>
      {own.map((value) => (
        <li key={value.value}>
          <FilterChoice
            id={`${idPrefix}-${facet.code}-${value.value}`}
            name={facet.code}
            value={value}
            isChosen={chosen.includes(value.value)}
            isPartlyChosen={isPartlyChosen(values, chosen, value.value)}
            onChange={onChange}
          />
          <Branch {...props} parent={value.value} />
        </li>
      ))}
    </ul>
  )
}

function parentIn(values: FacetValue[], { parent }: FacetValue): string | null {
  return values.some(({ value }) => value === parent) ? parent : null
}

function isPartlyChosen(values: FacetValue[], chosen: string[], value: string): boolean {
  return !chosen.includes(value) && chosen.some((each) => wayTo(each, values).has(value))
}

/** Everything whose parent is on the way to a chosen category, or is a root. */
export function visibleBranches(values: FacetValue[], chosen: string[]): FacetValue[] {
  const known = new Set(values.map(({ value }) => value))
  const open = new Set(chosen.flatMap((value) => [...wayTo(value, values)]))
  return values.filter(
    ({ parent, value }) => parent === null || !known.has(parent) || open.has(parent) || open.has(value),
  )
}
