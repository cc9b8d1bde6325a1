"use client"

import { lazy, Suspense } from "react"

const DeliveryLine = lazy(() => import("@/features/delivery/components/delivery-line"))

/** Comes after the page, which is the same for everybody at any time. */
export function LateDeliveryLine({ variantId }: { variantId: string }) {
  return (
    <Suspense fallback={<p className="min-h-[1.5em] text-[0.9375rem]" />}>
      <DeliveryLine variantId={variantId} />
    </Suspense>
  )
}
