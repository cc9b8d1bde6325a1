import { useFormatter, useTranslations } from "next-intl"

import { SubmitButton } from "@/components/ui/submit-button"
import { deleteNotice, readNotice } from "@/features/notifications/actions"
import type { ListedNotice } from "@/features/notifications/queries"
import { cn } from "@/lib/cn"

export function NoticeList({ notices }: { notices: ListedNotice[] }) {
  const t = useTranslations("notifications")
  if (notices.length === 0) return <p className="text-soft">{t("none")}</p>
  return (
    <ul data-slot="notices" className="border-t border-line">
      {notices.map((notice) => (
        <NoticeRow key={notice.id} notice={notice} />
      ))}
    </ul>
  )
}

function NoticeRow({ notice }: { notice: ListedNotice }) {
  const t = useTranslations("notifications")
  const format = useFormatter()
  const { id, title, body, href, created_at: createdAt, read_at: readAt } = notice
  return (
    <li
      data-slot="notice-row"
      className="flex flex-wrap items-start justify-between gap-x-8 gap-y-2 border-b border-line py-5"
    >
      <div className="min-w-0 flex-1 basis-72">
        <p className={cn("break-words", readAt ? "text-soft" : "font-medium")}>
          {!readAt && <span className="me-2 text-sm font-semibold text-rust">{t("new")}</span>}
          {href ? (
            <a href={href} className="hover:underline">
              <bdi>{title}</bdi>
            </a>
          ) : (
            <bdi>{title}</bdi>
          )}
        </p>
        {body && (
          <p className="mt-1 text-[0.9375rem] break-words text-soft">
            <bdi>{body}</bdi>
          </p>
        )}
        <p className="mt-1 text-sm text-faint">
          <time dateTime={createdAt}>
            {format.dateTime(new Date(createdAt), { dateStyle: "long", timeStyle: "short" })}
          </time>
        </p>
      </div>
      <div className="flex flex-wrap gap-x-2">
        {!readAt && (
          <NoticeButton id={id} title={title} action={readNotice} word={t("read")} pending={t("saving")} />
        )}
        <NoticeButton id={id} title={title} action={deleteNotice} word={t("delete")} pending={t("saving")} />
      </div>
    </li>
  )
}

type NoticeButtonProps = {
  id: string
  title: string
  action: (form: FormData) => Promise<void>
  word: string
  pending: string
}

function NoticeButton({ id, title, action, word, pending }: NoticeButtonProps) {
  return (
    <form action={action}>
      <input type="hidden" name="notice_id" value={id} />
      <SubmitButton variant="quiet" size="small" pendingText={pending}>
        {word} <span className="sr-only">{title}</span>
      </SubmitButton>
    </form>
  )
}
