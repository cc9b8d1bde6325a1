import { expect, it } from "vitest"

import { distanceKm, fitting, project, tilesAround, withPostcodeLike } from "@/features/content/earth"

const BERLIN = { latitude: 52.52, longitude: 13.405 }
const HAMBURG = { latitude: 53.5511, longitude: 9.9937 }

it("measures as the crow flies", () => {
  expect(distanceKm(BERLIN, HAMBURG)).toBeCloseTo(255.3, 0)
  expect(distanceKm(BERLIN, BERLIN)).toBe(0)
})

it("knows where a postcode is only by stores whose own begins like it", () => {
  const places = ["20095", "10115", "10999", "EC1A 1BB", ""].map((postcode) => ({ postcode }))
  const found = (asked: string) => withPostcodeLike(asked, places).map(({ postcode }) => postcode)
  expect(found("10969")).toEqual(["10999"])
  expect(found("10 2")).toEqual(["10115", "10999"])
  expect(found("ec1a-9zz")).toEqual(["EC1A 1BB"])
  expect(found("29000")).toEqual([])
  expect(found("1")).toEqual([])
})

it("puts places where the map of the world has them", () => {
  expect(project({ latitude: 0, longitude: 0 }, 0)).toEqual({ x: 128, y: 128 })
})

it("shows all places at once, as near as that allows", () => {
  const { zoom, middle } = fitting([BERLIN, HAMBURG], 300)
  expect(zoom).toBe(6)
  expect(middle.latitude).toBeCloseTo(53.036, 2)
  expect(fitting([BERLIN], 300).zoom).toBe(15)
})

it("covers its room with tiles, and asks for none beyond the poles", () => {
  const tiles = tilesAround(BERLIN, 10, 1280, 448)
  expect(tiles[0]?.url).toMatch(/^https:\/\/tile\.openstreetmap\.org\/10\/\d+\/\d+\.png$/)
  expect(Math.min(...tiles.map(({ left }) => left))).toBeLessThanOrEqual(-640)
  expect(Math.max(...tiles.map(({ left }) => left)) + 256).toBeGreaterThanOrEqual(640)
  expect(tilesAround({ latitude: 85, longitude: 0 }, 3, 256, 2048).every(({ top }) => top >= -256)).toBe(true)
})
