"use client"

import { useLocale, useTranslations } from "next-intl"
import { useEffect, useState, type KeyboardEvent } from "react"

import { ChoiceCard } from "@/components/ui/choice-card"
import { TextField } from "@/components/ui/field"
import type { PickupPoint } from "@/lib/api/types"
import { hoursInWords } from "@/lib/opening-hours"

import type { PointsAnswer } from "@/features/checkout/queries"

export type PickupPartProps = {
  method: string
  chosen: PickupPoint | null
  /** What the page itself has found, near the address; null where it had nothing to look for. */
  found: PointsAnswer | null
}

const UNREACHABLE: PointsAnswer = { ok: false, code: "unavailable", detail: "" }

/** The pickup points of a way of sending: found by postcode, chosen like any other radio button. */
export default function PickupPart({ method, chosen, found }: PickupPartProps) {
  const t = useTranslations("pickup")
  const locale = useLocale()
  const [answer, setAnswer] = useState(found)
  const [postcode, setPostcode] = useState("")
  const [isLooking, setIsLooking] = useState(false)
  const look = async (wanted: string) => {
    setIsLooking(true)
    setAnswer(await askForPoints({ locale, method, postcode: wanted }))
    setIsLooking(false)
  }
  const hasFound = found !== null
  useEffect(() => {
    if (hasFound) return
    let isWanted = true
    void askForPoints({ locale, method, postcode: "" }).then((points) => {
      if (isWanted) setAnswer(points)
    })
    return () => {
      isWanted = false
    }
  }, [hasFound, locale, method])
  const onEnter = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return
    event.preventDefault()
    void look(postcode)
  }
  const points = answer?.ok ? answer.points.results : []
  const isListed = points.some(({ id }) => id === chosen?.id)
  const shown = chosen && !isListed ? [chosen, ...points] : points
  return (
    <fieldset data-slot="pickup-part" className="flex flex-col gap-3 sm:ms-8.5">
      <legend className="mb-3 font-medium">{t("where")}</legend>
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          id="pickup-postcode"
          label={t("postcode")}
          value={postcode}
          onChange={(event) => setPostcode(event.target.value)}
          onKeyDown={onEnter}
          autoComplete="off"
          maxLength={16}
          className="w-40"
        />
        <button
          type="button"
          onClick={() => void look(postcode)}
          className="button button-small button-secondary min-h-11"
        >
          {t("find")}
        </button>
      </div>
      <p role="status" className="text-sm text-soft">
        {isLooking || answer === null ? t("looking") : saidOf(answer, t)}
      </p>
      {shown.map((point) => (
        <ChoiceCard
          key={point.id}
          name="pickup_point"
          value={point.id}
          title={point.name}
          text={<PointFacts point={point} />}
          aside={point.distance !== null && distanceInWords(point.distance, locale)}
          isChosen={point.id === chosen?.id}
        />
      ))}
    </fieldset>
  )
}

function saidOf(answer: PointsAnswer, t: ReturnType<typeof useTranslations<"pickup">>): string {
  if (!answer.ok) return answer.detail || t("away")
  const { message, results } = answer.points
  return message || (results.length > 0 ? t("count", { count: results.length }) : t("none"))
}

function PointFacts({ point }: { point: PickupPoint }) {
  const locale = useLocale()
  return (
    <>
      <span className="block">
        <bdi>
          {point.street}, {point.postcode} {point.city}
        </bdi>
      </span>
      {hoursInWords(point.opening_hours, locale).map(({ days, times }) => (
        <span key={days} className="block">
          {days} <bdi dir="ltr">{times}</bdi>
        </span>
      ))}
    </>
  )
}

function distanceInWords(metres: number, locale: string): string {
  const kilometres = { style: "unit", unit: "kilometer", maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(locale, kilometres).format(metres / 1000)
}

async function askForPoints(asked: {
  locale: string
  method: string
  postcode: string
}): Promise<PointsAnswer> {
  const { postcode, ...rest } = asked
  const query = new URLSearchParams({ ...rest, ...(postcode && { postcode }) })
  try {
    const response = await fetch(`/api/pickup-points?${query.toString()}`)
    return response.ok ? ((await response.json()) as PointsAnswer) : UNREACHABLE
  } catch {
    return UNREACHABLE
  }
}
