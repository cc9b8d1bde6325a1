import { cn } from "@/lib/cn"

const PATHS = {
  bag: "M5 8h14l-.9 12H5.9L5 8Zm4 0V6.5a3 3 0 0 1 6 0V8",
  bell: "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15l1.5-2Zm4 2.5a2 2 0 0 0 4 0",
  menu: "M3 7h18M3 12h18M3 17h18",
  close: "m5 5 14 14M19 5 5 19",
  person: "M12 12.2a4.1 4.1 0 1 0 0-8.2 4.1 4.1 0 0 0 0 8.2ZM4.5 20.5c.9-3.8 3.9-5.6 7.5-5.6s6.6 1.8 7.5 5.6",
  play: "M7 4.5v15l12-7.5-12-7.5Z",
  pause: "M8 5v14M16 5v14",
  chevron: "m6 9.5 6 6 6-6",
  arrow: "M4 12h16m-6-6 6 6-6 6",
  check: "m5 12.5 4.5 4.5L19 7.5",
  minus: "M5 12h14",
  plus: "M12 5v14M5 12h14",
  filter: "M3 6.5h18M6.5 12h11M10 17.5h4",
  alert: "M12 8v5m0 3.2v.1M12 3.5 2.5 20h19L12 3.5Z",
  globe:
    "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3 12h18M12 3c2.6 2.6 3.8 5.6 3.8 9S14.6 18.4 12 21c-2.6-2.6-3.8-5.6-3.8-9S9.4 5.6 12 3Z",
  truck:
    "M2.5 6.5h11v10h-11zm11 4h4.2l3.3 3.2v2.8h-7.5M6.5 19a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Zm10.5 0a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Z",
  leaf: "M5 19c0-9 5-14 15-14 0 10-5 14.5-13 13.5M4 20.5c2-5 5-8 9.5-10",
  heart: "M12 20S3.5 15 3.5 9.2A4.6 4.6 0 0 1 12 6.8a4.6 4.6 0 0 1 8.5 2.4C20.5 15 12 20 12 20Z",
  return: "M8.5 5 4 9.5 8.5 14M4.5 9.5H15a5 5 0 0 1 0 10h-4",
  shield: "M12 3.5 5 6v5.5c0 4.3 2.8 7.6 7 9 4.2-1.4 7-4.7 7-9V6l-7-2.5Z",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5.2l3.4 2",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm4.8-1.7 5.2 5.2",
  grid: "M4 4h6.5v6.5H4zm9.5 0H20v6.5h-6.5zM4 13.5h6.5V20H4zm9.5 0H20V20h-6.5z",
  page: "M6 3.5h8l4 4v13H6v-17Zm8 0v4h4M9 12.5h6M9 16h6",
  star: "m12 3.8 2.5 5.3 5.8.7-4.3 4 1.1 5.8L12 16.7l-5.1 2.9L8 13.8l-4.3-4 5.8-.7L12 3.8Z",
} as const

export type IconName = keyof typeof PATHS

export function isIconName(name: string): name is IconName {
  return Object.hasOwn(PATHS, name)
}

/** Always beside a text or inside a control that has a name of its own, hence hidden from readers. */
export function Icon({ name, className }: { name: IconName; className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={cn("icon", className)}>
      <path d={PATHS[name]} />
    </svg>
  )
}
