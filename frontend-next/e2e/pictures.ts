import type { Page } from "@playwright/test"

/** A strip of a page as means of grey, row by row; a few hundred cells say how it is laid out, not how letters are drawn. */
export type Picture = { name: string; columns: number; cells: number[] }

/** From the upper edge of the screenshot, in its pixels; it is as wide as the screenshot. */
export type Place = { name: string; top: number; height: number }

/** Of 255: how far a cell may be from the kept one. Another hinting of letters changes it by less, a missing word by more. */
const STEP = 14
/** Whole steps that the cells of a picture may be away, together: in per cent of their number, and always three. */
const TOLERATED = 0.5
/** Per cent by which a picture may be higher or lower, and always by one row. */
const TOLERATED_HEIGHT = 4

/** Scales strips of a screenshot down. The browser that drew them does it, on a page that shows nothing else. */
export function scalePictures(
  blank: Page,
  screenshot: Buffer,
  places: Place[],
  columns: number,
): Promise<Picture[]> {
  const source = addressOf(screenshot)
  return blank.evaluate(
    async (asked) => {
      const bitmap = await createImageBitmap(await (await fetch(asked.source)).blob())
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d")
      if (!context) throw new Error("This browser does not draw.")
      context.drawImage(bitmap, 0, 0)
      return asked.places.map(({ name, top, height }) => {
        const { data, width } = context.getImageData(0, top, bitmap.width, height)
        const rows = Math.max(1, Math.round((height * asked.columns) / width))
        const sums = new Float64Array(rows * asked.columns)
        const sizes = new Float64Array(rows * asked.columns)
        for (let y = 0, at = 0; y < height; y += 1) {
          const first = Math.floor((y * rows) / height) * asked.columns
          for (let x = 0; x < width; x += 1, at += 4) {
            const cell = first + Math.floor((x * asked.columns) / width)
            const grey = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)
            sums[cell] = (sums[cell] ?? 0) + grey
            sizes[cell] = (sizes[cell] ?? 0) + 1
          }
        }
        const cells = [...sums].map((sum, cell) => Math.round(sum / (sizes[cell] ?? 1)))
        return { name, columns: asked.columns, cells }
      })
    },
    { source, places, columns },
  )
}

/** Draws pictures below each other, a coloured line between them, as a PNG. */
export async function drawSheet(blank: Page, pictures: Picture[], zoom = 1): Promise<Buffer> {
  const address = await blank.evaluate(
    ({ all, zoom }) => {
      const rowsOf = ({ cells, columns }: Picture) => cells.length / columns
      const canvas = document.createElement("canvas")
      canvas.width = Math.max(...all.map(({ columns }) => columns)) * zoom
      canvas.height = all.reduce((sum, picture) => sum + rowsOf(picture) + 1, 0) * zoom
      const context = canvas.getContext("2d")
      if (!context) throw new Error("This browser does not draw.")
      context.scale(zoom, zoom)
      context.fillStyle = "#ff00ff"
      context.fillRect(0, 0, canvas.width, canvas.height)
      let top = 0
      for (const picture of all) {
        picture.cells.forEach((grey, cell) => {
          context.fillStyle = `rgb(${String(grey)} ${String(grey)} ${String(grey)})`
          context.fillRect(cell % picture.columns, top + Math.floor(cell / picture.columns), 1, 1)
        })
        top += rowsOf(picture) + 1
      }
      return canvas.toDataURL("image/png")
    },
    { all: pictures, zoom },
  )
  return Buffer.from(address.slice(address.indexOf(",") + 1), "base64")
}

/** The cells of a sheet's pictures, in their order; a picture that is narrower than the sheet ends at the colour. */
export function readSheet(blank: Page, sheet: Buffer): Promise<number[][]> {
  return blank.evaluate(async (source) => {
    const bitmap = await createImageBitmap(await (await fetch(source)).blob())
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d")
    if (!context) throw new Error("This browser does not draw.")
    context.drawImage(bitmap, 0, 0)
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
    const found: number[][] = []
    let cells: number[] = []
    for (let row = 0; row < bitmap.height; row += 1) {
      const before = cells.length
      for (let column = 0; column < bitmap.width; column += 1) {
        const [grey = 0, green = 0] = data.subarray((row * bitmap.width + column) * 4)
        if (grey === green) cells.push(grey)
      }
      if (cells.length > before) continue
      found.push(cells)
      cells = []
    }
    return found
  }, addressOf(sheet))
}

/** How the picture differs from the one that was kept, in a sentence; null where nobody would see it. */
export function tellDifference(seen: Picture, kept: number[]): string | null {
  const { name, columns, cells } = seen
  const [rows, rowsKept] = [cells.length / columns, kept.length / columns]
  const allowed = Math.max(1, Math.floor((rowsKept * TOLERATED_HEIGHT) / 100))
  if (Math.abs(rows - rowsKept) > allowed)
    return `${name}: ${String(rows)} rows high instead of ${String(rowsKept)}`
  const steps = kept.reduce((sum, grey, cell) => {
    const row = Math.min(rows - 1, Math.round((Math.floor(cell / columns) * rows) / rowsKept))
    const distance = Math.abs(grey - (cells[row * columns + (cell % columns)] ?? 0))
    return sum + Math.floor(distance / STEP)
  }, 0)
  const tolerated = Math.max(3, Math.floor((kept.length * TOLERATED) / 100))
  return steps > tolerated ? `${name}: ${String(steps)} steps away, ${String(tolerated)} are tolerated` : null
}

function addressOf(png: Buffer): string {
  return `data:image/png;base64,${png.toString("base64")}`
}
