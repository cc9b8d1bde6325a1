import { Picture } from "@/components/ui/picture"
import { Breadcrumbs } from "@/components/ui/breadcrumbs"
import { StructuredData } from "@/components/ui/structured-data"
import { Byline, articlesHref } from "@/features/content/components/article-list"
import { articleData, questionsData } from "@/features/content/structured-data"
import { Link } from "@/i18n/navigation"
import type { ContentPage } from "@/lib/api/types"

/** The title of a page to read, and the way to it. */
export function PageHeading({ page }: { page: ContentPage }) {
  const crumbs = page.breadcrumbs.filter(({ path }) => path !== "/" && path !== page.path)
  return (
    <div className="page pt-4 pb-10 lg:pb-16">
      <Breadcrumbs crumbs={crumbs.map(({ title, path }) => ({ label: title, href: path }))} />
      <h1 className="mt-3 max-w-[18ch] font-display text-display font-[380] lg:mt-6">{page.title}</h1>
    </div>
  )
}

/** What stands above the body of an article. */
export function ArticleHeading({ page, address }: { page: ContentPage; address: string }) {
  const { article } = page
  if (!article) return <PageHeading page={page} />
  const blog = page.breadcrumbs.filter(({ path }) => path !== page.path).at(-1)?.path ?? "/"
  return (
    <header>
      <StructuredData data={articleData(page, article, address)} />
      <PageHeading page={page} />
      <div className="page flex flex-col gap-6 pb-12">
        <Byline article={article} />
        <p className="max-w-[60ch] font-display text-xl text-soft">{article.lead}</p>
        {article.tags.length > 0 && (
          <ul className="flex flex-wrap gap-4 text-sm">
            {article.tags.map(({ code, name }) => (
              <li key={code}>
                <Link href={articlesHref(blog, code, 1)} className="link inline-flex min-h-8 items-center">
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        )}
        {article.picture && (
          <div className="aspect-[2/1] overflow-hidden rounded-xs bg-sunk">
            <Picture image={article.picture} sizes="(min-width: 80rem) 80rem, 100vw" isPriority />
          </div>
        )}
      </div>
    </header>
  )
}

/** Questions told to search engines, and their subjects to jump to. */
export function QuestionsHeading({ page }: { page: ContentPage }) {
  const subjects = page.body.flatMap((block) =>
    block.type === "accordion" && block.value.heading ? [[block.id, block.value.heading] as const] : [],
  )
  return (
    <>
      <StructuredData data={questionsData(page)} />
      <PageHeading page={page} />
      {subjects.length > 1 && (
        <ul className="page flex flex-wrap gap-x-6 gap-y-2 pb-10">
          {subjects.map(([id, heading]) => (
            <li key={id}>
              <a href={`#${id}`} className="link inline-flex min-h-11 items-center">
                {heading}
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
