import { describe, expect, it } from "vitest"

import { readAmount } from "@/lib/amount"

describe("readAmount", () => {
  it.each([
    ["fr", "1 090", "1090"],
    ["fr", "1\u00a0090,50", "1090.5"],
    ["fr", "1\u202f090 €", "1090"],
    ["de", "1.090", "1090"],
    ["de", "1.090,50 €", "1090.5"],
    ["de", "1'090", "1090"],
    ["de", "12,5", "12.5"],
    ["de", "12.50", "12.5"],
    ["de", "1,250", "1.25"],
    ["en", "1,000", "1000"],
    ["en", "1,000.50", "1000.5"],
    ["en", "1,234,567", "1234567"],
    ["en", "$ 1,000", "1000"],
    ["en", "EUR 50", "50"],
    ["en", "10,50", "10.5"],
    ["en", "3.255", "3.255"],
    ["en", "0050.00", "50"],
    ["en", "0", "0"],
    ["ar", "٥٠", "50"],
    ["ar", "١٬٠٩٠٫٥", "1090.5"],
    ["ar", "۵۰", "50"],
    ["ar", "٥٠ د.إ", "50"],
    ["en", "５０", "50"],
  ])("reads %s %s", (locale, written, amount) => {
    expect(readAmount(written, locale)).toBe(amount)
  })

  it.each([
    "cheap",
    "",
    " ",
    "-4",
    "1e3",
    "1.2.3",
    "1,2,3",
    "10 20",
    "1..5",
    "12345678",
    "5-10",
    "1 09",
    "½",
  ])("does not guess what %s means", (written) => {
    expect(readAmount(written, "en")).toBeNull()
  })
})
