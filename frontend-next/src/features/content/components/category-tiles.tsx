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

function CategoryTile({ tile, isLead }: { tile: Tile; isLead: boolean }) {
  const frame = isLead ? "aspect-[8/5] lg:aspect-auto lg:min-h-0 lg:flex-1 lg:basis-0" : "aspect-[4/5]"
  return (
    <article className="group relative flex h-full flex-col gap-3">
      <div className={cn("overflow-hidden rounded-xs bg-sunk", frame)}>
        {tile.image && (
          <Picture
            image={tile.image}
            alt=""
            sizes={isLead ? "(min-width: 64rem) 44rem, 100vw" : "(min-width: 64rem) 22rem, 50vw"}
            className="zoom"
          />
        )}
      </div>
      <div>
        <h3 className="font-display text-xl lg:text-2xl">
          <Link
            href={`/categories/${tile.slug}`}
            className="group-hover:underline group-hover:underline-offset-4 after:absolute after:inset-0"
          >
            {tile.name}
          </Link>
        </h3>
        {tile.text && <p className="mt-0.5 text-[0.9375rem] text-soft">{tile.text}</p>}
      </div>
    </article>
  )
}
