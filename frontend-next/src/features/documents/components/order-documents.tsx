import { useFormatter, useLocale, useTranslations } from "next-intl"

import type { OrderDocument } from "@/lib/api/types"
import { formatMoney } from "@/lib/money"

type Props = { number: string; token?: string | undefined; documents: OrderDocument[] }

/** Invoices and credit notes of an order, each to be saved as PDF or as e-invoice. */
export function OrderDocuments({ number, token, documents }: Props) {
  const t = useTranslations("documents")
  const locale = useLocale()
  const format = useFormatter()
  if (documents.length === 0) return null
  return (
    <section aria-labelledby="order-documents" data-slot="order-documents" className="mt-12 max-w-2xl">
      <h2 id="order-documents" className="mb-4 font-display text-heading">
        {t("title")}
      </h2>
      <ul className="flex flex-col gap-4">
        {documents.map((each) => (
          <li
            key={each.id}
            data-slot="document"
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-xs border border-line px-5 py-3"
          >
            <div>
              <p className="font-medium">
                {each.kind_label} <bdi>{each.number}</bdi>
              </p>
              <p className="text-sm text-soft">
                {format.dateTime(new Date(`${each.date}T00:00:00Z`), { dateStyle: "long", timeZone: "UTC" })}{" "}
                · {formatMoney(each.total, locale)}
              </p>
            </div>
            {each.is_ready ? (
              <p className="flex flex-wrap gap-x-5">
                <FileLink each={each} number={number} token={token} as="pdf" label={t("pdf")} />
                <FileLink each={each} number={number} token={token} as="xml" label={t("xml")} />
              </p>
            ) : (
              <p className="text-sm text-soft">{t("beingMade")}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function FileLink({
  each,
  number,
  token,
  as,
  label,
}: {
  each: OrderDocument
  number: string
  token?: string | undefined
  as: "pdf" | "xml"
  label: string
}) {
  const query = new URLSearchParams({ ...(as === "xml" && { as }), ...(token && { token }) })
  const path = `/api/order-documents/${encodeURIComponent(number)}/${encodeURIComponent(each.id)}`
  return (
    <a
      href={query.size ? `${path}?${query.toString()}` : path}
      download
      rel="nofollow"
      className="link inline-flex min-h-11 items-center"
    >
      {label}
      <span className="sr-only"> {each.number}</span>
    </a>
  )
}
