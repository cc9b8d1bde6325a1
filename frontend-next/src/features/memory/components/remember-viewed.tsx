"use client"

import { useEffect } from "react"

import { rememberViewed, type ViewedProduct } from "@/lib/memory/viewed"

/** Remembers that this product was looked at, if the shopper agreed. It shows nothing. */
export function RememberViewed({ product }: { product: ViewedProduct }) {
  const { id, slug, name, picture } = product
  useEffect(() => {
    rememberViewed({ id, slug, name, picture })
  }, [id, slug, name, picture])
  return null
}
