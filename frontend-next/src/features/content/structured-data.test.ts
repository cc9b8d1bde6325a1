import { expect, it } from "vitest"

import { organizationData, wayData } from "@/features/content/structured-data"
import type { Channel, ContentPage } from "@/lib/api/types"

const at = (path: string) => `https://shop.example/en${path.replace(/\/$/, "")}`
const channel = (branding: object) => ({ branding }) as Channel
const page = (value: object) => value as ContentPage

it("names the shop with what it has", () => {
  const bare = { name: "Reed", tagline: "", logo_url: null, support_email: "" }
  expect(organizationData(channel(bare), at("/"))).toEqual({
    "@context": "https://schema.org",
    "@type": "Organization",
    "@id": "https://shop.example/en#organization",
    name: "Reed",
    url: "https://shop.example/en",
  })
  const full = {
    name: "Reed",
    tagline: "Quiet",
    logo_url: "https://m.example/l.png",
    support_email: "a@b.example",
  }
  expect(organizationData(channel(full), at("/"))).toMatchObject({
    logo: "https://m.example/l.png",
    slogan: "Quiet",
    contactPoint: { "@type": "ContactPoint", contactType: "customer support", email: "a@b.example" },
  })
})

it("counts the way from the home page to the page itself", () => {
  const crumbs = [
    { title: "Home", path: "/" },
    { title: "Help", path: "/help/" },
  ]
  const way = wayData(page({ title: "Returns", path: "/help/returns/", breadcrumbs: crumbs }), at)
  expect(way).toMatchObject({
    "@type": "BreadcrumbList",
    itemListElement: [
      { "@type": "ListItem", position: 1, name: "Home", item: "https://shop.example/en" },
      { position: 2, name: "Help", item: "https://shop.example/en/help" },
      { position: 3, name: "Returns", item: "https://shop.example/en/help/returns" },
    ],
  })
  expect(wayData(page({ title: "Home", path: "/", breadcrumbs: [] }), at)).toBeNull()
})
