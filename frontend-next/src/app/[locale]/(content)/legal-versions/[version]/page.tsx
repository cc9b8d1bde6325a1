import type { Metadata } from "next"

import { answering, describing } from "@/app/[locale]/_answers/answering"
import { getCurrency } from "@/features/channel/queries"
import { BlockList } from "@/features/content/components/block-list"
import { VersionHeading } from "@/features/content/components/legal"
import { findLegalVersion } from "@/features/content/queries"
import { missing } from "@/lib/missing"

type Props = PageProps<"/[locale]/legal-versions/[version]">

/** Search engines are shown the text in force, at the address of its page. */
export const generateMetadata = describing(async ({ params }: Props): Promise<Metadata> => {
  const { locale, version } = await params
  const text = (await findLegalVersion(version, locale)) ?? missing()
  return { title: text.title, robots: { index: false } }
})

/** A text of law as it was published once, in its own language. */
export default answering(async function LegalVersionPage({ params }: Props) {
  const { locale, version } = await params
  const text = (await findLegalVersion(version, locale)) ?? missing()
  return (
    <div data-slot="legal-version" lang={text.locale} dir={text.locale === "ar" ? "rtl" : "ltr"}>
      <VersionHeading text={text} />
      <BlockList blocks={text.body} currency={await getCurrency(locale)} />
    </div>
  )
})
