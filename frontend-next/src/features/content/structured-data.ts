import type { ArticleFacts, ContentPage } from "@/lib/api/types"
import { excerpt } from "@/lib/page-metadata"

const CONTEXT = "https://schema.org"

/** What search engines are told of an article. */
export function articleData(page: ContentPage, article: ArticleFacts, address: string): object {
  return {
    "@context": CONTEXT,
    "@type": "Article",
    headline: page.title,
    description: excerpt(article.lead),
    datePublished: article.published_on,
    ...(page.updated_at && { dateModified: page.updated_at }),
    ...(article.picture && { image: [article.picture.url] }),
    author: article.authors.map((name) => ({ "@type": "Person", name })),
    inLanguage: page.locale,
    mainEntityOfPage: address,
  }
}

/** Each question of the page with its answer. */
export function questionsData(page: ContentPage): object {
  const questions = page.body.flatMap((block) => (block.type === "accordion" ? block.value.items : []))
  return {
    "@context": CONTEXT,
    "@type": "FAQPage",
    inLanguage: page.locale,
    mainEntity: questions.map(({ question, html }) => ({
      "@type": "Question",
      name: question,
      acceptedAnswer: { "@type": "Answer", text: html },
    })),
  }
}
