import { Picture } from "@/components/ui/picture"
import { SectionHeading } from "@/features/content/components/section-heading"
import { Link } from "@/i18n/navigation"
import type { BlockValue } from "@/lib/api/types"
import { cn } from "@/lib/cn"

type Tile = BlockValue<"category_tiles">["tiles"][number]

/** Rooms of the shop. The first one is given more space, as on a page of a magazine. */
export function CategoryTiles({ value }: { value: BlockValue<"category_tiles"> }) {
  const isFeatured = value.tiles.length % 2 === 1
  return (
    <section data-slot="category-tiles">
      <SectionHeading heading={value.heading} />
      <ul className="grid grid-cols-2 gap-x-4 gap-y-8 lg:grid-cols-4 lg:gap-x-6">
        {value.tiles.map((tile, index) => (
          <li key={tile.slug} className={cn(isFeatured && index === 0 && "col-span-2")}>
            <CategoryTile tile={tile} isWide={isFeatured && index === 0} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function CategoryTile({ tile, isWide }: { tile: Tile; isWide: boolean }) {
  return (
    <article className="group relative flex h-full flex-col gap-3">
      <div
        className={cn(
          "overflow-hidden rounded-xs bg-sunk",
          isWide ? "aspect-[8/5] lg:aspect-auto lg:flex-1" : "aspect-[4/5]",
        )}
      >
        {tile.image && (
          <Picture
            image={tile.image}
            alt=""
            sizes={isWide ? "(min-width: 64rem) 44rem, 100vw" : "(min-width: 64rem) 22rem, 50vw"}
            className="transition-[scale] duration-500 ease-calm motion-safe:group-hover:scale-[1.025]"
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
