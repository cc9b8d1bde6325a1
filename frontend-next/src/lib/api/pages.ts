import "server-only"

/** As many requests at a time as leave the API room for shoppers. */
const AT_ONCE = 4

type Numbered = { page: number; page_count: number }

/** Every page of a numbered list from the first on that `read` gives, or at most `most` of them. */
export async function listEveryPage<Page extends Numbered>(
  read: (index: number) => Promise<Page>,
  most = Infinity,
): Promise<Page[]> {
  const first = await read(0)
  const count = Math.min(first.page_count - first.page + 1, most)
  const pages = [first]
  while (pages.length < count) {
    const length = Math.min(AT_ONCE, count - pages.length)
    const next = Array.from({ length }, (_, offset) => read(pages.length + offset))
    pages.push(...(await Promise.all(next)))
  }
  return pages
}
