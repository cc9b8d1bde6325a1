import { useFormatter, useTranslations } from "next-intl"

import { PageHeading } from "@/features/content/components/page-kinds"
import { Link } from "@/i18n/navigation"
import type { ContentPage, LegalVersion, LegalVersionText } from "@/lib/api/types"

/** What a text of law is called, and since when it is in force. */
export function LegalHeading({ page }: { page: ContentPage }) {
  const current = page.legal?.versions[0]
  return (
    <>
      <PageHeading page={page} />
      {current && (
        <p className="page -mt-6 pb-8 text-sm text-soft lg:-mt-10" data-slot="legal-date">
          <Since version={current} />
        </p>
      )}
    </>
  )
}

/** Earlier versions, each at an address that stays. */
export function LegalVersions({ page }: { page: ContentPage }) {
  const t = useTranslations("legal")
  const versions = page.legal?.versions ?? []
  if (versions.length === 0) return null
  return (
    <nav className="page pt-12" aria-labelledby="legal-versions" data-slot="legal-versions">
      <h2 id="legal-versions" className="font-display text-heading">
        {t("versions")}
      </h2>
      <ul className="mt-3">
        {versions.map((version) => (
          <li key={version.version}>
            <Link href={version.path} prefetch={false} className="link inline-flex min-h-11 items-center">
              <Since version={version} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The heading of a version that is read by its own address. */
export function VersionHeading({ text }: { text: LegalVersionText }) {
  const t = useTranslations("legal")
  return (
    <div className="page pt-8 pb-10 lg:pt-14">
      <h1 className="max-w-[18ch] font-display text-display font-[380]">{text.title}</h1>
      <p className="mt-4 text-sm text-soft">
        <Since version={text} />
        {" · "}
        {t(text.is_in_force ? "inForce" : "notInForce")}
      </p>
    </div>
  )
}

function Since({ version }: { version: LegalVersion }) {
  const t = useTranslations("legal")
  const format = useFormatter()
  const date = format.dateTime(new Date(`${version.dated}T12:00:00Z`), {
    dateStyle: "long",
    timeZone: "UTC",
  })
  return <>{t("since", { number: version.number, date })}</>
}
