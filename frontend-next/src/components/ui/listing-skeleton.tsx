import { useTranslations } from "next-intl"

import { Skeleton } from "@/components/ui/skeleton"

const CARDS = Array.from({ length: 9 }, (_, index) => index)

/** The outline of a listing: filters beside it on a wide screen, as many cards as are seen at once. */
export function ListingSkeleton() {
  const t = useTranslations("common")
  return (
    <div role="status" className="page pt-8 lg:pt-14">
      <span className="sr-only">{t("loading")}</span>
      <Skeleton className="mb-10 h-12 w-72 max-w-full" />
      <div className="grid gap-x-12 lg:grid-cols-[15rem_1fr] xl:grid-cols-[17rem_1fr]">
        <Skeleton className="hidden h-96 lg:block" />
        <div className="grid grid-cols-2 gap-x-4 gap-y-9 md:grid-cols-3 md:gap-x-6 md:gap-y-12">
          {CARDS.map((card) => (
            <div key={card} className="flex flex-col gap-3">
              <Skeleton className="aspect-square" />
              <Skeleton className="h-4 w-3/4" />
              <Skeleton className="h-4 w-1/3" />
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}
