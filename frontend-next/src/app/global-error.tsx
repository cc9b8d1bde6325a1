"use client"

import "@/app/globals.css"

/** The last resort, when not even the page's frame could be built; it knows no language and says little. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body className="grid min-h-dvh place-content-center gap-6 p-6 text-center">
        <title>Closed for a moment</title>
        <h1 className="font-display text-title">Closed for a moment</h1>
        <p className="text-soft">The shop cannot be reached right now. Please try again.</p>
        <p>
          <button
            type="button"
            onClick={reset}
            className="min-h-12 cursor-pointer rounded-xs bg-moss px-6 font-medium text-paper"
          >
            Try again
          </button>
        </p>
      </body>
    </html>
  )
}
