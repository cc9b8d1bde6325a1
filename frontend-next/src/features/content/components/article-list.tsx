import { useFormatter, useTranslations } from "next-intl"

import { buttonClass } from "@/components/ui/button"
import { Picture } from "@/components/ui/picture"
import { Link } from "@/i18n/navigation"
import type { ArticlePage, ArticleSummary } from "@/lib/api/types"
import { cn } from "@/lib/cn"

type ArticleListProps = { path: string; tag: string; list: ArticlePage }

/** The articles of a blog: tags to narrow them down, cards, and the way to the other pages of the list. */
export function ArticleList({ path, tag, list }: ArticleListProps) {
  const t = useTranslations("content")
  return (
    <section data-slot="article-list" className="page">
      {list.tags.length > 0 && <Tags path={path} tag={tag} tags={list.tags} />}
      {list.results.length === 0 && <p className="text-lead text-soft">{t("noArticles")}</p>}
      <ul className="grid gap-x-6 gap-y-12 sm:grid-cols-2 lg:grid-cols-3">
        {list.results.map((article, index) => (
          <li key={article.path}>
            <ArticleCard article={article} isPriority={index === 0} />
          </li>
        ))}
      </ul>
      <Steps path={path} tag={tag} list={list} />
    </section>
  )
}

function Tags({ path, tag, tags }: { path: string; tag: string; tags: ArticlePage["tags"] }) {
  const t = useTranslations("content")
  return (
    <nav aria-label={t("tags")} className="mb-10">
      <ul className="flex flex-wrap gap-2">
        {[{ code: "", name: t("allArticles") }, ...tags].map(({ code, name }) => (
          <li key={code}>
            <Link
              href={articlesHref(path, code, 1)}
              aria-current={code === tag ? "page" : undefined}
              className={cn(
                "inline-flex min-h-11 items-center rounded-full border px-4 text-sm",
                code === tag ? "border-moss bg-moss text-paper" : "border-edge hover:border-ink",
              )}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function ArticleCard({ article, isPriority }: { article: ArticleSummary; isPriority: boolean }) {
  const { lead, picture } = article.article
  return (
    <article className="relative flex flex-col gap-3">
      <div className="aspect-[4/3] overflow-hidden rounded-xs bg-sunk">
        {picture && (
          <Picture
            image={picture}
            alt=""
            sizes="(min-width: 64rem) 27rem, (min-width: 40rem) 50vw, 100vw"
            isPriority={isPriority}
          />
        )}
      </div>
      <Byline article={article.article} />
      <h2 className="font-display text-xl">
        <Link href={article.path} className="underline-offset-4 after:absolute after:inset-0 hover:underline">
          {article.title}
        </Link>
      </h2>
      <p className="text-soft">{lead}</p>
    </article>
  )
}

/** When, and by whom. */
export function Byline({ article }: { article: ArticleSummary["article"] }) {
  const t = useTranslations("content")
  const format = useFormatter()
  const { published_on: day, authors } = article
  return (
    <p className="text-sm text-faint">
      <time dateTime={day}>{format.dateTime(new Date(`${day}T12:00:00Z`), { dateStyle: "long" })}</time>
      {authors.length > 0 && ` · ${t("by", { names: format.list(authors) })}`}
    </p>
  )
}

function Steps({ path, tag, list }: ArticleListProps) {
  const t = useTranslations("content")
  if (list.page_count < 2) return null
  return (
    <nav aria-label={t("articlePages")} className="mt-16 flex items-center justify-center gap-6">
      {list.previous && (
        <Link
          href={articlesHref(path, tag, list.previous)}
          rel="prev"
          className={buttonClass({ variant: "secondary", size: "small" })}
        >
          {t("newer")}
        </Link>
      )}
      <p className="text-sm text-soft tabular-nums">
        {t("pageOf", { page: list.page, count: list.page_count })}
      </p>
      {list.next && (
        <Link
          href={articlesHref(path, tag, list.next)}
          rel="next"
          className={buttonClass({ variant: "secondary", size: "small" })}
        >
          {t("older")}
        </Link>
      )}
    </nav>
  )
}

export function articlesHref(path: string, tag: string, page: number): string {
  const query = new URLSearchParams({ ...(tag && { tag }), ...(page > 1 && { page: String(page) }) })
  const address = path.replace(/(?<=.)\/$/, "")
  return query.size > 0 ? `${address}?${query.toString()}` : address
}
