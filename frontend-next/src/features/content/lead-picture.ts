import type { Block, Image } from "@/lib/api/types"

/** The first picture of a page's own, for where the page is shared; `cms/findings.py` looks for the same. */
export function leadPicture(blocks: Block[]): Image | null {
  for (const block of blocks) {
    if (block.type === "gallery") return block.value.items[0]?.image ?? null
    const image = "image" in block.value ? block.value.image : null
    if (image) return image
  }
  return null
}
