import { useFormatter, useTranslations } from "next-intl"

type DraftRibbonProps = { moment: string | null; isEditing: boolean; editUrl: string }

/** Says that this is no page of the shop yet. In the back office's own frame nobody has to be told. */
export function DraftRibbon({ moment, isEditing, editUrl }: DraftRibbonProps) {
  const t = useTranslations("draft")
  const format = useFormatter()
  return (
    <aside
      data-slot="draft-ribbon"
      aria-label={t("label")}
      className="sticky bottom-0 z-40 flex flex-wrap items-center gap-x-6 gap-y-1 bg-ink px-5 py-3 text-sm text-paper"
    >
      <p>
        {t(isEditing ? "editing" : "shown")}
        {moment &&
          ` ${t("asOf", { date: format.dateTime(new Date(moment), { dateStyle: "long", timeStyle: "short" }) })}`}
      </p>
      {editUrl && (
        <a href={editUrl} className="underline underline-offset-4">
          {t("edit")}
        </a>
      )}
    </aside>
  )
}
