import type { Facet } from "@/lib/api/types"

/** How many products there are from cheap to dear. A picture beside the two amounts, which say the same in numbers. */
export function PriceHistogram({ buckets }: { buckets: Facet["buckets"] }) {
  const highest = Math.max(...buckets.map(({ count }) => count), 1)
  if (buckets.length < 2) return null
  return (
    <div aria-hidden="true" data-slot="price-histogram" className="mb-3 flex h-14 items-end gap-0.5">
      {buckets.map(({ to, count }) => (
        <span
          key={to.amount}
          style={{ height: `${Math.max((count / highest) * 100, count > 0 ? 6 : 2)}%` }}
          className={count > 0 ? "flex-1 bg-moss/45" : "flex-1 bg-line"}
        />
      ))}
    </div>
  )
}
