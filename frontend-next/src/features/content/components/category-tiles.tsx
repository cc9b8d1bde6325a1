import { Picture } from "@/components/ui/picture"
import { SectionHeading } from "@/features/content/components/section-heading"
import { Link } from "@/i18n/navigation"
import type { BlockValue } from "@/lib/api/types"
import { cn } from "@/lib/cn"

type Tile = BlockValue<"category_tiles">["tiles"][number]

/** Rooms of the shop. Of five the first one leads, twice as large, as on a page of a magazine. */
export function CategoryTiles({ value }: { value: BlockValue<"category_tiles"> }) {
  const count = value.tiles.length
  const hasLead = count === 5
  const columns = count % 3 === 0 ? "lg:grid-cols-3" : "lg:grid-cols-4"
  return (
    <section data-slot="category-tiles">
      <SectionHeading heading={value.heading} />
      <ul className={cn("grid grid-cols-2 gap-x-4 gap-y-8 lg:gap-x-6 lg:gap-y-10", columns)}>
        {value.tiles.map((tile, index) => {
          const isLead = hasLead && index === 0
          return (
            <li key={tile.slug} className={cn(isLead && "col-span-2 lg:row-span-2")}>
              <CategoryTile tile={tile} isLead={isLead} />
            </li>
          )
        })}
      </ul>
    </section>
  )
}

// What all tiles look like is a few rules of the sheet: utilities would be in the page twice for each of them.
function CategoryTile({ tile, isLead }: { tile: Tile; isLead: boolean }) {
  return (
    <article className={cn("tile", isLead && "tile-lead")}>
      <div>
        {tile.image && (
          <Picture
            image={tile.image}
            alt=""
            sizes={isLead ? "(min-width: 64rem) 44rem, 100vw" : "(min-width: 64rem) 22rem, 50vw"}
            className="zoom"
          />
        )}
      </div>
      <h3>
        <Link href={`/categories/${tile.slug}`}>{tile.name}</Link>
      </h3>
      {tile.text && <p>{tile.text}</p>}
    </article>
  )
}
