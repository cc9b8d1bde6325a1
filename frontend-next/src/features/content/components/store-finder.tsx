"use client"

import { useState } from "react"

import { distanceKm, withPostcodeLike, type Place } from "@/features/content/earth"

export type FinderWords = Record<
  | "postcode"
  | "find"
  | "locate"
  | "locating"
  | "noPlace"
  | "noneFound"
  | "nearest"
  /** Of these two, `{place}` is put in here. */
  | "likePostcode"
  | "inCity",
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
  const sortFrom = (places: Place[]) =>
    stores
      .map((store) => ({
        store,
        distance: Math.min(...places.map((place) => distanceKm(place, store))),
      }))
      .sort((one, other) => one.distance - other.distance)
      .slice(0, MOST)
  // How far it is from the reader is not known, only from the stores whose place is alike.
  const showAround = (known: FoundStore[], told: string) => {
    const cities = [...new Set(known.map(({ city }) => city))].join(", ")
    setFound(known.length > 0 ? sortFrom(known).map(({ store }) => ({ store, distance: null })) : [])
    setSaid(known.length > 0 ? told.replace("{place}", () => cities) : words.noneFound)
  }
  const locate = () => {
    setSaid(words.locating)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setFound(sortFrom([coords]))
        setSaid("")
      },
      () => setSaid(words.noPlace),
      { maximumAge: 600_000, timeout: 15_000 },
    )
  }
  const search = (form: FormData) => {
    const asked = form.get("postcode")
    const text = typeof asked === "string" ? asked.trim() : ""
    if (/\d/.test(text)) {
      showAround(withPostcodeLike(text, stores), words.likePostcode)
      return
    }
    const start = text.toLocaleLowerCase(locale)
    const inCity = stores.filter(({ city }) => text && city.toLocaleLowerCase(locale).startsWith(start))
    showAround(inCity, words.inCity)
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
