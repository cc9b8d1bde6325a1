"use client"

import { useRouter } from "next/navigation"
import { useLocale, useTranslations } from "next-intl"
import { useId, useRef, useState, type KeyboardEvent } from "react"

import { Icon } from "@/components/ui/icon"
import { CLOSED, pressKey } from "@/features/search/combobox"
import { LateSuggestions, loadSuggestionList } from "@/features/search/components/late-suggestions"
import { listOptions, searchHref, type Option } from "@/features/search/options"
import { MAX_TYPED_LENGTH } from "@/features/search/suggestions"
import { useSlashKey } from "@/features/search/use-slash-key"
import { useSuggestions } from "@/features/search/use-suggestions"
import { localHref } from "@/i18n/navigation"
import { asLocale } from "@/i18n/routing"
import { cn } from "@/lib/cn"
import { forgetSearches, readRecentSearches, rememberSearch } from "@/lib/memory/recent-searches"

/** Finds things while one types. Without scripts it is a form that leads to the page of results. */
export function SearchField({ words, className }: { words: string; className?: string | undefined }) {
  const t = useTranslations("search")
  const locale = asLocale(useLocale())
  const router = useRouter()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(words)
  const [box, setBox] = useState(CLOSED)
  const [recent, setRecent] = useState<string[]>([])
  const found = useSuggestions(typed, locale, box.isOpen)
  const options = listOptions(typed, recent, found)
  const isShown = box.isOpen && options.length > 0
  useSlashKey(input)

  const open = () => {
    void loadSuggestionList()
    setRecent(readRecentSearches())
    setBox({ isOpen: true, active: -1 })
  }
  const search = (text: string) => {
    rememberSearch(text)
    setBox(CLOSED)
    input.current?.blur()
    router.push(localHref({ href: searchHref(text.trim()), locale }))
  }
  const choose = (option: Option) => {
    const text = option.parts.map((part) => part.text).join("")
    if (option.group === "queries" || option.group === "recent") {
      setTyped(text)
      search(text)
      return
    }
    setBox(CLOSED)
    input.current?.blur()
    router.push(localHref({ href: option.href, locale }))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const outcome = pressKey(box, event.key, options.length)
    if (outcome.isHandled) event.preventDefault()
    if (outcome.clears) setTyped("")
    const active = options[outcome.state.active]
    if (outcome.isChosen && active) choose(active)
    else setBox(outcome.state)
  }

  return (
    <search data-slot="search-box" className={cn("relative", className)}>
      <form
        action={localHref({ href: "/search", locale })}
        onSubmit={(event) => {
          event.preventDefault()
          // What was typed while the scripts came stands in the field before it is known here.
          const text = input.current?.value ?? typed
          if (text.trim()) search(text)
        }}
        onBlur={(event) => {
          if (!event.currentTarget.parentElement?.contains(event.relatedTarget)) setBox(CLOSED)
        }}
        className="flex h-11 items-center rounded-full border border-edge bg-raised focus-within:border-ink focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-moss"
      >
        <label htmlFor={`${id}-input`} className="sr-only">
          {t("label")}
        </label>
        <input
          ref={input}
          id={`${id}-input`}
          name="q"
          type="search"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={isShown}
          aria-controls={isShown ? `${id}-list` : undefined}
          aria-activedescendant={isShown && box.active >= 0 ? `${id}-${String(box.active)}` : undefined}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="search"
          maxLength={MAX_TYPED_LENGTH}
          placeholder={t("placeholder")}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setBox({ isOpen: true, active: -1 })
          }}
          onFocus={open}
          onClick={() => {
            if (!box.isOpen) open()
          }}
          onKeyDown={onKeyDown}
          className="h-full min-w-0 flex-1 rounded-full bg-transparent ps-4.5 text-base outline-none placeholder:text-faint lg:text-[0.9375rem] [&::-webkit-search-cancel-button]:hidden"
        />
        {typed && (
          <button
            type="button"
            onClick={() => {
              setTyped("")
              input.current?.focus()
            }}
            className="grid size-9 cursor-pointer place-items-center text-faint hover:text-ink"
          >
            <Icon name="close" className="size-4" />
            <span className="sr-only">{t("clear")}</span>
          </button>
        )}
        <button type="submit" className="grid size-11 cursor-pointer place-items-center">
          <Icon name="search" />
          <span className="sr-only">{t("submit")}</span>
        </button>
      </form>
      <p role="status" className="sr-only">
        {box.isOpen && typed.trim() && t("suggestionCount", { count: options.length })}
      </p>
      {isShown && (
        <LateSuggestions
          id={id}
          options={options}
          active={box.active}
          onChoose={choose}
          onForget={() => {
            forgetSearches()
            setRecent([])
            input.current?.focus()
          }}
        />
      )}
    </search>
  )
}
