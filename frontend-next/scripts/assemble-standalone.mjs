/** The standalone server leaves out what a CDN could serve; copy it in so that `npm start` is complete by itself. */
import { cp } from "node:fs/promises"

await cp(".next/static", ".next/standalone/.next/static", { recursive: true })
await cp("public", ".next/standalone/public", { recursive: true })
