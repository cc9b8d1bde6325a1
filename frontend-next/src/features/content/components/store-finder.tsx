"use client"

import { useState } from "react"

import { distanceKm, postcodeDistance, type Place } from "@/features/content/earth"

export type FinderWords = Record<
  "postcode" | "find" | "locate" | "locating" | "noPlace" | "noneFound" | "nearest",
  string
>
type FoundStore = Place & { id: string; name: string; city: string; postcode: string }
type StoreFinderProps = { stores: FoundStore[]; words: FinderWords; locale: string }

const MOST = 5

/** The nearest stores, once a reader asks. Where the reader is stays in the browser. */
export default function StoreFinder({ stores, words, locale }: StoreFinderProps) {
  const [found, setFound] = useState<{ store: FoundStore; distance: number | null }[]>([])
  const [said, setSaid] = useState("")
  const kilometres = new Intl.NumberFormat(locale, {
    style: "unit",
    unit: "kilometer",
    maximumFractionDigits: 1,
  })
  const show = (order: (store: FoundStore) => number, isDistance: boolean) => {
    const sorted = stores
      .map((store) => ({ store, distance: order(store) }))
      .filter(({ distance }) => Number.isFinite(distance))
      .sort((one, other) => one.distance - other.distance)
      .slice(0, MOST)
    setFound(sorted.map((each) => (isDistance ? each : { ...each, distance: null })))
    setSaid(sorted.length > 0 ? "" : words.noneFound)
  }
  const locate = () => {
    setSaid(words.locating)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => show((store) => distanceKm(coords, store), true),
      () => setSaid(words.noPlace),
      { maximumAge: 600_000, timeout: 15_000 },
    )
  }
  const search = (form: FormData) => {
    const asked = form.get("postcode")
    const text = typeof asked === "string" ? asked.trim() : ""
    const isCity = !/\d/.test(text)
    const byCity = ({ city }: FoundStore) =>
      text && city.toLocaleLowerCase(locale).startsWith(text.toLocaleLowerCase(locale)) ? 0 : Infinity
    show(isCity ? byCity : ({ postcode }) => postcodeDistance(text, postcode), false)
  }
  return (
    <div data-slot="store-finder" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end gap-3">
        <form action={search} className="flex flex-wrap items-end gap-3">
          <label className="flex flex-col gap-1 text-sm font-medium">
            {words.postcode}
            <input
              name="postcode"
              autoComplete="postal-code"
              maxLength={40}
              className="min-h-11 w-48 rounded-xs border border-line bg-raised px-3 text-base font-normal"
            />
          </label>
          <button type="submit" className="button button-small button-secondary min-h-11">
            {words.find}
          </button>
        </form>
        <button type="button" onClick={locate} className="button button-small button-secondary min-h-11">
          {words.locate}
        </button>
      </div>
      <div role="status">{said && <p className="text-sm text-soft">{said}</p>}</div>
      {found.length > 0 && (
        <section aria-label={words.nearest}>
          <ol className="flex flex-col">
            {found.map(({ store, distance }) => (
              <li key={store.id}>
                <a href={`#${store.id}`} className="link inline-flex min-h-11 items-center">
                  {store.name}, {store.city}
                </a>
                {distance !== null && (
                  <span className="ms-3 text-sm text-soft">{kilometres.format(distance)}</span>
                )}
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  )
}
