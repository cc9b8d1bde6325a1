import { useFormatter, useLocale, useTranslations } from "next-intl"

import { buttonClass } from "@/components/ui/button"
import { ContentLink } from "@/components/ui/content-link"
import { CountdownClock } from "@/features/content/components/late"
import type { BlockValue } from "@/lib/api/types"

/** How long something lasts. Made after its end, it says what comes then, or nothing. */
export function Countdown({ value }: { value: BlockValue<"countdown"> }) {
  const t = useTranslations("content")
  const format = useFormatter()
  const locale = useLocale()
  const { heading, text, ends_at: endsAt, text_after: after, link } = value
  const isOver = !endsAt || isPast(endsAt)
  if (isOver && !after) return null
  return (
    <section data-slot="countdown" className="on-dark bg-rust p-8 text-paper lg:p-12">
      <div className="flex flex-wrap items-center justify-between gap-x-12 gap-y-6">
        <div className="flex max-w-[44ch] flex-col gap-2">
          <h2 className="font-display text-title font-[380]">{heading}</h2>
          {text && <p className="text-lead">{text}</p>}
          {endsAt && !isOver && (
            <p className="text-sm">
              {t.rich("until", {
                moment: format.dateTime(new Date(endsAt), {
                  dateStyle: "long",
                  timeStyle: "short",
                }),
                time: (words) => <time dateTime={endsAt}>{words}</time>,
              })}
            </p>
          )}
        </div>
        {endsAt && !isOver ? (
          <CountdownClock
            endsAt={endsAt}
            names={[t("days"), t("hours"), t("minutes"), t("seconds")]}
            locale={locale}
            after={after}
          />
        ) : (
          <p className="flex min-h-20 items-center text-lead">{after}</p>
        )}
        {link && (
          <ContentLink href={link.url} className={buttonClass({ variant: "light" })}>
            {link.label}
          </ContentLink>
        )}
      </div>
    </section>
  )
}

function isPast(moment: string): boolean {
  return Date.parse(moment) <= Date.now()
}
