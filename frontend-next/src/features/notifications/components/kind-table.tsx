"use client"

import { useTranslations } from "next-intl"

import { switchName } from "@/features/notifications/fields"
import type { PreferenceKind } from "@/lib/api/types"

const MEDIA = ["email", "in_app", "push", "sms"] as const

/** Kinds down, media across; what is mandatory is told rather than asked. */
export function KindTable({ kinds }: { kinds: PreferenceKind[] }) {
  const t = useTranslations("notifications")
  const used = MEDIA.filter((name) => kinds.some(({ media }) => media.some(({ medium }) => medium === name)))
  return (
    <table data-slot="kind-table" className="w-full max-w-3xl border-collapse text-start">
      <caption className="mb-4 text-start font-display text-heading">{t("what")}</caption>
      <thead>
        <tr className="border-b border-line text-sm">
          <th scope="col" className="py-2 pe-4 text-start font-medium">
            {t("kind")}
          </th>
          {used.map((medium) => (
            <th key={medium} scope="col" className="w-16 px-1 py-2 text-center font-medium sm:w-28">
              {t(`media.${medium}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {kinds.map((kind) => (
          <KindRow key={kind.code} kind={kind} used={used} />
        ))}
      </tbody>
    </table>
  )
}

function KindRow({ kind, used }: { kind: PreferenceKind; used: readonly (typeof MEDIA)[number][] }) {
  const t = useTranslations("notifications")
  const consents = kind.media.flatMap(({ consent_text: text }) => text ?? [])
  return (
    <tr className="border-b border-line align-top">
      <th scope="row" className="py-3 pe-4 text-start font-normal">
        <span className="font-medium">{kind.name}</span>
        {kind.description && <span className="block text-sm text-soft">{kind.description}</span>}
        {kind.is_mandatory && <span className="block text-sm text-faint">{t("mandatory")}</span>}
        {consents.map((text) => (
          <span key={text} className="block text-sm text-soft">
            {text}
          </span>
        ))}
      </th>
      {used.map((name) => {
        const found = kind.media.find(({ medium }) => medium === name)
        return (
          <td key={name} className="px-1 py-2 text-center">
            {found && (
              <label className="inline-grid size-11 cursor-pointer place-items-center">
                <span className="sr-only">
                  {t("switch", { kind: kind.name, medium: t(`media.${name}`) })}
                </span>
                <input
                  type="checkbox"
                  name={switchName(kind.code, name)}
                  defaultChecked={found.is_on}
                  disabled={kind.is_mandatory}
                  className="size-5 accent-moss"
                />
              </label>
            )}
          </td>
        )
      })}
    </tr>
  )
}
