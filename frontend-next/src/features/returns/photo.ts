const LONGEST_SIDE = 1600
const QUALITY = 0.8

/** Draws a picture smaller, so that what a camera took goes through any line. Null for what is none. */
export async function shrunk(file: File): Promise<File | null> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return null
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height))
  const canvas = document.createElement("canvas")
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  const drawn = await new Promise<Blob | null>((done) => {
    canvas.toBlob(done, "image/jpeg", QUALITY)
  })
  return drawn && new File([drawn], "photo.jpg", { type: "image/jpeg" })
}
