"use client"

import { useSearchParams } from "next/navigation"

import { SearchField } from "@/features/search/components/search-field"

/** The box in the header. On the page of results it holds what was searched for. */
export function SearchBox({ className }: { className?: string }) {
  const words = useSearchParams().get("q") ?? ""
  return <SearchField key={words} words={words} className={className} />
}
