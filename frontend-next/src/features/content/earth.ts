import { TILE_ORIGIN } from "@/lib/map-tiles"

export type Place = { latitude: number; longitude: number }

const RADIUS_KM = 6371
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** As the crow flies, in kilometres. */
export function distanceKm(from: Place, to: Place): number {
  const north = Math.sin(radians(to.latitude - from.latitude) / 2) ** 2
  const east = Math.sin(radians(to.longitude - from.longitude) / 2) ** 2
  const part = north + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * east
  return 2 * RADIUS_KM * Math.asin(Math.sqrt(part))
}

/** The first signs of a postcode name a region; fewer of them, half a country. */
const FEWEST_SIGNS = 2

/**
 * Those whose postcode begins most like the one that is asked for: the only places of which a shop knows where their
 * postcodes are. None where not even the region is the same.
 */
export function withPostcodeLike<P extends { postcode: string }>(asked: string, places: P[]): P[] {
  const common = (place: P) => countCommon(plainPostcode(asked), plainPostcode(place.postcode))
  const most = Math.max(0, ...places.map(common))
  return most < FEWEST_SIGNS ? [] : places.filter((place) => common(place) === most)
}

const plainPostcode = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, "").toUpperCase()

function countCommon(one: string, other: string): number {
  let common = 0
  while (common < one.length && one[common] === other[common]) common += 1
  return common
}

export const TILE = 256
const FARTHEST = 3
const NEAREST = 15

/** Where a place lies on the map of the world at a zoom, in pixels. */
export function project({ latitude, longitude }: Place, zoom: number): { x: number; y: number } {
  const size = TILE * 2 ** zoom
  const phi = radians(latitude)
  return {
    x: ((longitude + 180) / 360) * size,
    y: ((1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2) * size,
  }
}

/** The nearest zoom at which all places lie in a square of that many pixels, and their middle. */
export function fitting(places: Place[], room: number): { zoom: number; middle: Place } {
  const [norths, easts] = [places.map(({ latitude }) => latitude), places.map(({ longitude }) => longitude)]
  const between = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2
  const middle = { latitude: between(norths), longitude: between(easts) }
  let zoom = NEAREST
  while (zoom > FARTHEST && !isWithin(places, zoom, room)) zoom -= 1
  return { zoom, middle }
}

function isWithin(places: Place[], zoom: number, room: number): boolean {
  const points = places.map((place) => project(place, zoom))
  return (["x", "y"] as const).every((axis) => {
    const values = points.map((point) => point[axis])
    return Math.max(...values) - Math.min(...values) <= room
  })
}

export type Tile = { key: string; url: string; left: number; top: number }

/** The tiles that cover that much around the middle, by their place from it in pixels. */
export function tilesAround(middle: Place, zoom: number, width: number, height: number): Tile[] {
  const centre = project(middle, zoom)
  const count = 2 ** zoom
  const range = (from: number, to: number) =>
    Array.from(
      { length: Math.floor(to / TILE) - Math.floor(from / TILE) + 1 },
      (_, index) => Math.floor(from / TILE) + index,
    )
  return range(centre.y - height / 2, centre.y + height / 2)
    .filter((row) => row >= 0 && row < count)
    .flatMap((row) =>
      range(centre.x - width / 2, centre.x + width / 2).map((column) => ({
        key: `${String(zoom)}/${String(column)}/${String(row)}`,
        url: `${TILE_ORIGIN}/${String(zoom)}/${String(((column % count) + count) % count)}/${String(row)}.png`,
        left: column * TILE - centre.x,
        top: row * TILE - centre.y,
      })),
    )
}
