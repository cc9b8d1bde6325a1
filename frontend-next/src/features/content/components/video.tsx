import { useTranslations } from "next-intl"

import { Picture } from "@/components/ui/picture"
import { EmbedPlayer } from "@/features/content/components/late"
import { SectionHeading } from "@/features/content/components/section-heading"
import type { BlockValue } from "@/lib/api/types"
import { EMBEDS } from "@/lib/embeds"

type Value = BlockValue<"video">

/** A film of the shop, or one from elsewhere behind the reader's consent. */
export function Video({ value }: { value: Value }) {
  if (!value.file && !value.embed) return null
  return (
    <section data-slot="video">
      <SectionHeading heading={value.heading} />
      <figure>
        <div className="relative aspect-video overflow-hidden rounded-xs bg-deep">
          {value.file ? <OwnVideo value={value} /> : <VideoElsewhere value={value} />}
        </div>
        <figcaption className="mt-3 text-[0.9375rem] text-soft">{value.caption}</figcaption>
      </figure>
    </section>
  )
}

function OwnVideo({ value: { file, poster, caption } }: { value: Value }) {
  if (!file) return null
  return (
    // What is said in the film stands in the caption: the library keeps no tracks yet.
    // eslint-disable-next-line jsx-a11y/media-has-caption
    <video
      controls
      playsInline
      preload="none"
      poster={poster?.url}
      aria-label={caption}
      className="size-full object-cover"
    >
      <source src={file.url} type={file.type} />
    </video>
  )
}

function VideoElsewhere({ value: { embed, poster, caption } }: { value: Value }) {
  const t = useTranslations("content")
  if (!embed) return null
  const { name, frame } = EMBEDS[embed.provider]
  return (
    <EmbedPlayer
      address={frame(embed.key)}
      title={caption}
      question={t("embedQuestion", { name })}
      agree={t("embedAgree", { name })}
      poster={poster && <Picture image={poster} alt="" sizes="(min-width: 64rem) 80rem, 100vw" />}
    />
  )
}
