import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import ContentRoute, { generateMetadata as describeContent } from "@/app/[locale]/(content)/[[...path]]/page"
import { answering, describing } from "@/app/[locale]/_answers/answering"
import { EmptyState } from "@/components/ui/empty-state"
import { DraftBridge } from "@/features/drafts/components/draft-bridge"
import { DraftRibbon } from "@/features/drafts/components/draft-ribbon"
import { asLocale } from "@/i18n/routing"
import { currentDraft, findDraft } from "@/lib/api/draft"
import { backOfficeOrigin } from "@/lib/env"
import { answerWith } from "@/lib/http/answer-status"

type Props = PageProps<"/[locale]/~draft/[token]">

/** The page itself reads the draft instead of what is published, wherever it stands. */
function asContent({ params }: Props) {
  const content = params.then(({ locale }) => ({ locale, path: [] }))
  return { params: content, searchParams: Promise.resolve({}) }
}

export const generateMetadata = describing(async (props: Props): Promise<Metadata> => {
  const { locale } = await props.params
  const robots = { index: false, follow: false }
  if (!(await findDraft(asLocale(locale)))) return { robots }
  const described = await describeContent(asContent(props))
  return { ...described, alternates: {}, robots }
})

/** What an editor is writing, or shows somebody by a link: drawn as readers will see it. */
export default answering(async function DraftRoute(props: Props) {
  const draft = await currentDraft(asLocale((await props.params).locale))
  if (!draft || "refused" in draft)
    return <NoDraft isOver={draft?.refused.problem.code === "preview_expired"} />
  return (
    <>
      {await ContentRoute(asContent(props))}
      <DraftRibbon moment={draft.moment} isEditing={draft.is_editing} editUrl={draft.edit_url} />
      <DraftBridge
        backOffice={backOfficeOrigin()}
        isEditing={draft.is_editing}
        checker={draft.checker}
        editUrl={draft.edit_url}
      />
    </>
  )
})

async function NoDraft({ isOver }: { isOver: boolean }) {
  answerWith(isOver ? 410 : 404)
  const t = await getTranslations("draft")
  return (
    <div data-slot="no-draft" className="page">
      <EmptyState
        title={t(isOver ? "overTitle" : "missingTitle")}
        text={t(isOver ? "overText" : "missingText")}
      />
    </div>
  )
}
