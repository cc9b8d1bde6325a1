const TAG = /^[\p{L}\p{N}_-]{1,60}$/u
const MOST = 1000

/** Which articles an address asks for; what is no tag and no number of a page is not there. */
export function readArticlesQuery(read: (name: string) => string | null | undefined) {
  const tag = read("tag") ?? ""
  const page = Number(read("page") ?? 1)
  return {
    tag: TAG.test(tag) ? tag : "",
    page: Number.isInteger(page) && page > 1 && page <= MOST ? page : 1,
  }
}

/** The same in the one way to write it. */
export function articlesQuery(query: URLSearchParams): string {
  const { tag, page } = readArticlesQuery((name) => query.get(name))
  return new URLSearchParams({ ...(tag && { tag }), ...(page > 1 && { page: String(page) }) }).toString()
}
