/** The hosts that films may come from, once a reader agrees. Their frames are all that the policy lets in. */
export const EMBEDS = {
  youtube: {
    name: "YouTube",
    origin: "https://www.youtube-nocookie.com",
    frame: (key: string) => `https://www.youtube-nocookie.com/embed/${encodeURIComponent(key)}?autoplay=1`,
  },
  vimeo: {
    name: "Vimeo",
    origin: "https://player.vimeo.com",
    frame: (key: string) => `https://player.vimeo.com/video/${encodeURIComponent(key)}?autoplay=1&dnt=1`,
  },
} as const

export const EMBED_ORIGINS = Object.values(EMBEDS).map(({ origin }) => origin)
