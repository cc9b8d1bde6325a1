import { useTranslations } from "next-intl"

import { Skeleton } from "@/components/ui/skeleton"

/** The outline of a page with a list and a summary beside it. */
export function PageSkeleton() {
  const t = useTranslations("common")
  return (
    <div role="status" className="page pt-8 lg:pt-14">
      <span className="sr-only">{t("loading")}</span>
      <Skeleton className="mb-10 h-12 w-64" />
      <div className="grid gap-10 lg:grid-cols-[1fr_24rem]">
        <div className="flex flex-col gap-6">
          <Skeleton className="h-36" />
          <Skeleton className="h-36" />
        </div>
        <Skeleton className="h-72" />
      </div>
    </div>
  )
}
