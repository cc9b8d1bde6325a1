import localFont from "next/font/local"

const display = localFont({
  src: "../../node_modules/@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2",
  weight: "200 800",
  variable: "--font-newsreader",
  adjustFontFallback: "Times New Roman",
})

/** Set in few places, none of them what a visitor waits for. */
const displayItalic = localFont({
  src: "../../node_modules/@fontsource-variable/newsreader/files/newsreader-latin-wght-italic.woff2",
  weight: "200 800",
  style: "italic",
  variable: "--font-newsreader-italic",
  preload: false,
  adjustFontFallback: false,
})

/** Nothing moves below a paragraph that is being read: what comes too late is for the next page. */
const text = localFont({
  src: "../../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2",
  weight: "400 700",
  variable: "--font-instrument-sans",
  display: "optional",
})

const arabicDisplay = localFont({
  src: "../../node_modules/@fontsource-variable/markazi-text/files/markazi-text-arabic-wght-normal.woff2",
  weight: "400 700",
  variable: "--font-markazi",
  preload: false,
  adjustFontFallback: false,
})

const arabicText = localFont({
  src: [
    {
      path: "../../node_modules/@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-400-normal.woff2",
      weight: "400",
    },
    {
      path: "../../node_modules/@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-500-normal.woff2",
      weight: "500",
    },
    {
      path: "../../node_modules/@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-600-normal.woff2",
      weight: "600",
    },
  ],
  variable: "--font-plex-arabic",
  // It stands behind the Latin letters, and is fetched for Arabic ones alone.
  declarations: [
    { prop: "unicode-range", value: "U+0600-06FF, U+0750-077F, U+0870-08FF, U+FB50-FDFF, U+FE70-FEFC" },
  ],
  preload: false,
  adjustFontFallback: false,
})

/** For shops that choose it; nothing is fetched where it is not used. */
const plex = localFont({
  src: [
    {
      path: "../../node_modules/@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-latin-400-normal.woff2",
      weight: "400",
    },
    {
      path: "../../node_modules/@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-latin-600-normal.woff2",
      weight: "600",
    },
  ],
  variable: "--font-plex",
  preload: false,
  adjustFontFallback: "Arial",
})

const markaziLatin = localFont({
  src: "../../node_modules/@fontsource-variable/markazi-text/files/markazi-text-latin-wght-normal.woff2",
  weight: "400 700",
  variable: "--font-markazi-latin",
  preload: false,
  adjustFontFallback: "Times New Roman",
})

/** The custom properties `globals.css` builds its font stacks from. */
export const fontVariables = [display, displayItalic, text, arabicDisplay, arabicText, plex, markaziLatin]
  .map((font) => font.variable)
  .join(" ")
