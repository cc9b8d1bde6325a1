import { useTranslations } from "next-intl"

import type { SavedMethod } from "@/lib/api/types"

type SavedChoicesProps = { methods: SavedMethod[]; chosen: string; onChoose: (id: string) => void }

/** The cards a customer has saved, and another one. */
export function SavedChoices({ methods, chosen, onChoose }: SavedChoicesProps) {
  const t = useTranslations("payment")
  const options = [...methods.map(({ id, label }) => ({ id, label })), { id: "", label: t("anotherMethod") }]
  return (
    <fieldset data-slot="saved-methods" className="flex flex-col">
      <legend className="mb-1 text-sm font-medium">{t("savedMethods")}</legend>
      {options.map(({ id, label }) => (
        <label key={id} className="flex min-h-11 cursor-pointer items-center gap-3">
          <input
            type="radio"
            name="saved_method"
            value={id}
            checked={id === chosen}
            onChange={() => onChoose(id)}
            className="size-5 accent-moss"
          />
          <bdi>{label}</bdi>
        </label>
      ))}
    </fieldset>
  )
}
