import { useFormatter, useLocale, useTranslations } from "next-intl"

import { StructuredData } from "@/components/ui/structured-data"
import { StoreFinder, StoreMap } from "@/features/content/components/late"
import { storeData } from "@/features/content/structured-data"
import type { StoreFacts } from "@/lib/api/types"

/** All stores in a list; finding the nearest and a map only for who asks. */
export function Stores({ stores, address }: { stores: StoreFacts[]; address: string }) {
  const t = useTranslations("stores")
  const locale = useLocale()
  if (stores.length === 0) return <p className="page text-soft">{t("none")}</p>
  return (
    <section data-slot="stores" className="page flex flex-col gap-8 pt-8">
      {stores.map((store) => (
        <StructuredData key={store.id} data={storeData(store, address)} />
      ))}
      <StoreFinder
        locale={locale}
        stores={stores.map(({ id, name, city, postcode, latitude, longitude }) => ({
          ...{ id, name, city, postcode, latitude, longitude },
        }))}
        words={{
          postcode: t("postcode"),
          find: t("find"),
          locate: t("locate"),
          locating: t("locating"),
          noPlace: t("noPlace"),
          noneFound: t("noneFound"),
          nearest: t("nearest"),
          likePostcode: t("likePostcode", { place: "{place}" }),
          inCity: t("inCity", { place: "{place}" }),
        }}
      />
      <div data-slot="store-map">
        <StoreMap
          stores={stores.map(({ id, name, latitude, longitude }) => ({ id, name, latitude, longitude }))}
          words={{
            question: t("mapQuestion"),
            agree: t("mapAgree"),
            credit: t("mapCredit"),
            nearer: t("nearer"),
            farther: t("farther"),
          }}
        />
      </div>
      <ol className="grid gap-x-10 gap-y-12 md:grid-cols-2">
        {stores.map((store, index) => (
          <li key={store.id} id={store.id} className="scroll-mt-28 border-t border-line pt-5">
            <StoreEntry store={store} number={index + 1} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function StoreEntry({ store, number }: { store: StoreFacts; number: number }) {
  const t = useTranslations("stores")
  const locale = useLocale()
  const country = new Intl.DisplayNames([locale], { type: "region" }).of(store.country)
  return (
    <>
      <h2 className="font-display text-heading">
        <span aria-hidden="true" className="me-2 text-faint">
          {number}
        </span>
        {store.name}
      </h2>
      <address className="mt-3 not-italic">
        <bdi>{store.street}</bdi>
        <br />
        <bdi>{[store.postcode, store.city].filter(Boolean).join(" ")}</bdi>
        <br />
        {country}
      </address>
      <p className="mt-2 flex flex-wrap gap-x-6">
        {store.phone && (
          <a
            href={`tel:${store.phone.replace(/[^\d+]/g, "")}`}
            className="link inline-flex min-h-8 items-center"
          >
            <bdi dir="ltr">{store.phone}</bdi>
          </a>
        )}
        {store.email && (
          <a href={`mailto:${store.email}`} className="link inline-flex min-h-8 items-center">
            {store.email}
          </a>
        )}
        <a
          href={`https://www.openstreetmap.org/?mlat=${String(store.latitude)}&mlon=${String(store.longitude)}#map=17/${String(store.latitude)}/${String(store.longitude)}`}
          target="_blank"
          rel="noreferrer"
          className="link inline-flex min-h-8 items-center"
        >
          {t("route")}
        </a>
      </p>
      {store.note && <p className="mt-2 text-sm text-soft">{store.note}</p>}
      <Hours store={store} />
    </>
  )
}

/** A Monday; weekdays are written as days of its week. */
const MONDAY = Date.UTC(2024, 0, 1, 12)
const DAY = 86_400_000

function Hours({ store }: { store: StoreFacts }) {
  const t = useTranslations("stores")
  const format = useFormatter()
  const weekday = (number: number) =>
    format.dateTime(new Date(MONDAY + (number - 1) * DAY), { weekday: "long", timeZone: "UTC" })
  const day = (text: string) =>
    format.dateTime(new Date(`${text}T12:00:00Z`), { dateStyle: "long", timeZone: "UTC" })
  if (store.hours.length + store.special_days.length === 0) return null
  return (
    <dl className="mt-4 grid max-w-sm grid-cols-[1fr_auto] gap-x-6 gap-y-1 text-[0.9375rem]">
      {[1, 2, 3, 4, 5, 6, 7].map((number) => (
        <HoursRow
          key={number}
          name={weekday(number)}
          times={store.hours.filter((one) => one.weekday === number)}
          closed={t("closed")}
        />
      ))}
      {store.special_days.map((one) => (
        <HoursRow
          key={one.day}
          name={day(one.day)}
          times={one.opens && one.closes ? [{ opens: one.opens, closes: one.closes }] : []}
          closed={t("closed")}
        />
      ))}
    </dl>
  )
}

type HoursRowProps = { name: string; times: { opens: string; closes: string }[]; closed: string }

function HoursRow({ name, times, closed }: HoursRowProps) {
  const told = times.map(({ opens, closes }) => `${opens}–${closes}`).join(", ")
  return (
    <>
      <dt>{name}</dt>
      <dd className="text-end tabular-nums">{told ? <bdi dir="ltr">{told}</bdi> : closed}</dd>
    </>
  )
}
