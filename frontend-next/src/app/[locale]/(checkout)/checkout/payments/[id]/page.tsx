import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { answering } from "@/app/[locale]/_answers/answering"
import { PaymentWatch } from "@/features/payment/components/payment-watch"
import { findPayment } from "@/features/payment/queries"
import { snapshotOf } from "@/features/payment/snapshot"
import { Words } from "@/i18n/words"
import { standInScripts } from "@/lib/env"
import { missing } from "@/lib/missing"
import { decodeSegment } from "@/lib/segments"

type Props = PageProps<"/[locale]/checkout/payments/[id]">

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("payment")
  return { title: t("title"), robots: { index: false }, referrer: "no-referrer" }
}

/** Where a payment goes on after a bank, in a new tab, or on another device with the key of the link. */
export default answering(async function PaymentPage({ params, searchParams }: Props) {
  const [{ locale, id }, { key }, t] = await Promise.all([params, searchParams, getTranslations("payment")])
  const linkKey = typeof key === "string" ? key : undefined
  const found = await findPayment(decodeSegment(id), locale, linkKey)
  if (!found) return missing()
  return (
    <Words of={["payment"]}>
      <div className="page pt-8 lg:pt-14" data-slot="payment-page">
        <h1 className="mb-6 font-display text-title font-[380]">{t("title")}</h1>
        <PaymentWatch found={snapshotOf(found)} linkKey={linkKey} standIns={standInScripts()} />
      </div>
    </Words>
  )
})
