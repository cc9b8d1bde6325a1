"use client"

import { useTranslations } from "next-intl"

import type { Say } from "@/features/assistant/use-talk"
import type { ChatTemplate } from "@/lib/api/types"

type TemplatesProps = { templates: ChatTemplate[]; say: Say }

/** What the shop has prepared; using one begins a conversation with its text. */
export function Templates({ templates, say }: TemplatesProps) {
  const t = useTranslations("assistant")
  return (
    <section aria-labelledby="assistant-templates" data-slot="assistant-templates">
      <h3 id="assistant-templates" className="text-sm font-medium text-soft">
        {t("templates")}
      </h3>
      <ul className="mt-1 flex flex-col">
        {templates.map(({ id, title, description, text }) => (
          <li key={id} className="border-b border-line">
            <button
              type="button"
              onClick={() => say(text)}
              className="group flex min-h-11 w-full cursor-pointer flex-col justify-center gap-0.5 py-2 text-start"
            >
              <span className="font-medium group-hover:underline">{title}</span>
              {description && <span className="text-sm text-soft">{description}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
