"use client"

import { useLocale, useTranslations } from "next-intl"

import { Highlighted } from "@/components/commerce/highlighted"
import { Icon, type IconName } from "@/components/ui/icon"
import { Picture } from "@/components/ui/picture"
import { groupOptions, type Group, type Option } from "@/features/search/options"
import { cn } from "@/lib/cn"
import { formatMoney } from "@/lib/money"

const ICONS: Record<Exclude<Group, "products">, IconName> = {
  recent: "clock",
  queries: "search",
  categories: "grid",
  pages: "page",
}

type SuggestionListProps = {
  id: string
  options: Option[]
  active: number
  onChoose: (option: Option) => void
  onForget: () => void
}

/** The list under the box. The focus stays in the text field, which names the option the arrows are on. */
export default function SuggestionList({ id, options, active, onChoose, onForget }: SuggestionListProps) {
  const t = useTranslations("search")
  return (
    <div
      data-slot="suggestions"
      className="absolute inset-x-0 top-full z-30 mt-2 max-h-[70dvh] overflow-y-auto border border-line bg-raised py-2 shadow-sheet"
    >
      <div role="listbox" id={`${id}-list`} aria-label={t("suggestions")}>
        {groupOptions(options).map(([group, members]) => (
          <div key={group} role="group" aria-labelledby={`${id}-${group}`} className="py-1.5">
            <p id={`${id}-${group}`} className="px-4.5 py-1 text-xs text-faint">
              {t(`groups.${group}`)}
            </p>
            {members.map((option) => {
              const index = options.indexOf(option)
              return (
                <SuggestionOption
                  key={option.key}
                  id={`${id}-${String(index)}`}
                  option={option}
                  isActive={index === active}
                  onChoose={onChoose}
                />
              )
            })}
          </div>
        ))}
      </div>
      {options[0]?.group === "recent" && (
        <button
          type="button"
          // Pressing must not take the focus from the field, which would close the list first.
          onPointerDown={(event) => {
            event.preventDefault()
          }}
          onClick={onForget}
          className="link mx-4.5 min-h-9 cursor-pointer text-sm"
        >
          {t("forgetRecent")}
        </button>
      )}
    </div>
  )
}

type SuggestionOptionProps = {
  id: string
  option: Option
  isActive: boolean
  onChoose: (option: Option) => void
}

function SuggestionOption({ id, option, isActive, onChoose }: SuggestionOptionProps) {
  return (
    // The keyboard is handled by the text field, as the pattern of a combobox asks.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      ref={(element) => {
        if (isActive) element?.scrollIntoView({ block: "nearest" })
      }}
      onPointerDown={(event) => {
        event.preventDefault()
      }}
      onClick={() => {
        onChoose(option)
      }}
      className={cn(
        "flex min-h-11 cursor-pointer items-center gap-3 px-4.5 py-1 text-[0.9375rem] hover:bg-sunk",
        isActive && "bg-sunk outline-2 -outline-offset-2 outline-moss",
      )}
    >
      <Leading option={option} />
      <span className="min-w-0 flex-1">
        <bdi>
          <Highlighted parts={option.parts} />
        </bdi>
        {option.note && <span className="block text-xs text-faint">{option.note}</span>}
      </span>
      <OptionPrice option={option} />
    </div>
  )
}

function Leading({ option }: { option: Option }) {
  if (option.group !== "products") return <Icon name={ICONS[option.group]} className="size-4 text-faint" />
  return (
    <span className="size-11 shrink-0 overflow-hidden rounded-xs bg-sunk">
      {option.product?.image && <Picture image={option.product.image} alt="" sizes="2.75rem" />}
    </span>
  )
}

function OptionPrice({ option }: { option: Option }) {
  const locale = useLocale()
  const price = option.product?.price
  return price && <span className="text-sm text-soft tabular-nums">{formatMoney(price, locale)}</span>
}
