import { useSyncExternalStore } from "react"

import { NOBODY, type Shopper } from "@/lib/shopper/shopper"
import { onShopperChange, readShopper } from "@/lib/shopper/store"

/** Who is looking at the page; nobody in particular until the answer is here. */
export function useShopper(): Shopper {
  return useSyncExternalStore(onShopperChange, readShopper, () => NOBODY)
}
