"use client"

import { useEffect, useState } from "react"

import { fitting, project, TILE, tilesAround, type Place } from "@/features/content/earth"

const WIDTH = 1280
const HEIGHT = 416
const ROOM = 280

export type MapWords = Record<"question" | "agree" | "credit" | "nearer" | "farther", string>
type StoreMapProps = { stores: (Place & { id: string; name: string })[]; words: MapWords }

/** A place for the map; nothing is asked of OpenStreetMap before the reader agrees. */
export default function StoreMap({ stores, words }: StoreMapProps) {
  const [isAgreed, setIsAgreed] = useState(false)
  useEffect(() => {
    // Only the browser knows; the page is drawn as for everybody before.
    const later = setTimeout(() => setIsAgreed((agreed) => agreed || startsAgreed()))
    return () => clearTimeout(later)
  }, [])
  if (isAgreed) return <Tiles stores={stores} words={words} />
  return (
    <div className="flex flex-col items-start gap-3 rounded-xs bg-sunk p-6">
      <p className="max-w-[60ch] text-sm text-soft">{words.question}</p>
      <button
        type="button"
        className="button button-small button-secondary"
        onClick={() => {
          if (isLetIn()) setIsAgreed(true)
          else openAnew()
        }}
      >
        {words.agree}
      </button>
    </div>
  )
}

function Tiles({ stores, words }: StoreMapProps) {
  const [start] = useState(() => fitting(stores, ROOM))
  const [zoom, setZoom] = useState(start.zoom)
  const centre = project(start.middle, zoom)
  return (
    <div dir="ltr" className="relative overflow-hidden rounded-xs bg-sunk" style={{ height: HEIGHT }}>
      {tilesAround(start.middle, zoom, WIDTH, HEIGHT).map(({ key, url, left, top }) => (
        <img
          key={key}
          src={url}
          alt=""
          width={TILE}
          height={TILE}
          referrerPolicy="strict-origin-when-cross-origin"
          className="absolute max-w-none"
          style={{ left: `calc(50% + ${String(left)}px)`, top: HEIGHT / 2 + top }}
        />
      ))}
      {stores.map((store, index) => {
        const { x, y } = project(store, zoom)
        return (
          <a
            key={store.id}
            href={`#${store.id}`}
            className="absolute flex size-8 -translate-1/2 items-center justify-center rounded-full border-2 border-paper bg-deep text-sm font-medium text-paper"
            style={{ left: `calc(50% + ${String(x - centre.x)}px)`, top: HEIGHT / 2 + y - centre.y }}
          >
            <span className="sr-only">{store.name}</span>
            <span aria-hidden="true">{index + 1}</span>
          </a>
        )
      })}
      <div className="absolute top-3 left-3 flex flex-col gap-2">
        <ZoomButton label={words.nearer} sign="+" onPress={() => setZoom(Math.min(zoom + 1, 18))} />
        <ZoomButton label={words.farther} sign="−" onPress={() => setZoom(Math.max(zoom - 1, 3))} />
      </div>
      <a
        href="https://www.openstreetmap.org/copyright"
        target="_blank"
        rel="noreferrer"
        className="absolute right-0 bottom-0 bg-paper/90 px-2 py-1 text-xs text-ink underline"
      >
        {words.credit}
      </a>
    </div>
  )
}

function ZoomButton({ label, sign, onPress }: { label: string; sign: string; onPress: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onPress}
      className="flex size-11 items-center justify-center rounded-xs border border-line bg-paper text-lg text-ink"
    >
      {sign}
    </button>
  )
}

const AGREED = "heron-map"

/**
 * Only documents that were opened with stores in them let the tiles in. Who came from another page by a link opens this
 * one anew, and need not agree a second time.
 */
function isLetIn(): boolean {
  const [opened] = performance.getEntriesByType("navigation")
  return !opened || new URL(opened.name).pathname === window.location.pathname
}

function openAnew(): void {
  window.sessionStorage.setItem(AGREED, window.location.pathname)
  window.location.reload()
}

function startsAgreed(): boolean {
  const agreed = window.sessionStorage.getItem(AGREED) === window.location.pathname
  window.sessionStorage.removeItem(AGREED)
  return agreed
}
