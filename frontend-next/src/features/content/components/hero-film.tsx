"use client"

import { useEffect, useRef, useState } from "react"

import { Icon } from "@/components/ui/icon"

type HeroFilmProps = { url: string; type: string; play: string; pause: string }

/** Plays over the picture without sound while it is in sight; not for readers who want less motion or less data. */
export default function HeroFilm({ url, type, play, pause }: HeroFilmProps) {
  const film = useRef<HTMLVideoElement>(null)
  const [isWanted, setIsWanted] = useState(false)
  const [isPlaying, setIsPlaying] = useState(false)

  useEffect(() => {
    const isCalm = window.matchMedia(
      "(prefers-reduced-motion: reduce), (prefers-reduced-data: reduce)",
    ).matches
    const element = film.current
    if (isCalm || !element || !("IntersectionObserver" in window)) return
    const watching = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) setIsWanted(true)
      else element.pause()
    })
    watching.observe(element)
    return () => {
      watching.disconnect()
    }
  }, [])

  useEffect(() => {
    if (isWanted) void film.current?.play().catch(() => undefined)
  }, [isWanted])

  const toggle = () => {
    if (isPlaying) film.current?.pause()
    else if (isWanted) void film.current?.play()
    else setIsWanted(true)
  }

  return (
    <>
      <video
        ref={film}
        data-wakes
        muted
        loop
        playsInline
        preload="none"
        aria-hidden="true"
        tabIndex={-1}
        onPlay={() => setIsPlaying(true)}
        onPause={() => setIsPlaying(false)}
        className={`absolute inset-0 size-full object-cover transition-opacity duration-500 ${isPlaying ? "opacity-100" : "opacity-0"}`}
      >
        {isWanted && <source src={url} type={type} />}
      </video>
      <button
        type="button"
        onClick={toggle}
        className="absolute end-4 bottom-4 grid size-11 cursor-pointer place-items-center rounded-full bg-paper/90 text-ink"
      >
        <Icon name={isPlaying ? "pause" : "play"} />
        <span className="sr-only">{isPlaying ? pause : play}</span>
      </button>
    </>
  )
}
