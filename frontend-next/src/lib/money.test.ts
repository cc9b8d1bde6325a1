import { describe, expect, it } from "vitest"

import { formatMoney, isZero, minorUnits, negated, remainder, smaller, sum } from "@/lib/money"

const plain = (text: string) =>
  text.replaceAll(/[\u00a0\u202f]/g, " ").replaceAll(/[\u200e\u200f\u061c]/g, "")

describe("formatMoney", () => {
  it.each([
    ["en", "€1,234.50"],
    ["de", "1.234,50 €"],
    ["fr", "1 234,50 €"],
    ["ar", "1,234.50 €"],
  ])("writes an amount the way %s does", (locale, expected) => {
    expect(plain(formatMoney({ amount: "1234.50", currency: "EUR" }, locale))).toBe(expected)
  })

  it("knows that yen have no cents", () => {
    expect(formatMoney({ amount: "1200", currency: "JPY" }, "en")).toBe("¥1,200")
  })

  it("keeps every digit of an amount no float could hold", () => {
    expect(formatMoney({ amount: "90071992547409931.25", currency: "USD" }, "en")).toBe(
      "$90,071,992,547,409,931.25",
    )
  })
})

describe("isZero", () => {
  it.each(["0", "0.00", "-0.00", "0.000"])("takes %s for nothing", (amount) => {
    expect(isZero({ amount, currency: "EUR" })).toBe(true)
  })

  it.each(["0.01", "-0.01", "10.00"])("takes %s for something", (amount) => {
    expect(isZero({ amount, currency: "EUR" })).toBe(false)
  })
})

describe("negated", () => {
  it("turns the sign and leaves nothing alone", () => {
    expect(negated({ amount: "4.90", currency: "EUR" }).amount).toBe("-4.90")
    expect(negated({ amount: "-4.90", currency: "EUR" }).amount).toBe("4.90")
    expect(negated({ amount: "0.00", currency: "EUR" }).amount).toBe("0.00")
  })
})

const euros = (amount: string) => ({ amount, currency: "EUR" })

describe("what remains", () => {
  it("is worked out without rounding", () => {
    expect(remainder(euros("0.30"), [euros("0.10"), euros("0.10")])).toEqual(euros("0.10"))
    expect(remainder(euros("90071992547409.93"), [euros("0.01")])).toEqual(euros("90071992547409.92"))
    expect(sum(euros("19.90"), euros("0.15"), euros("-1.05"))).toEqual(euros("19.00"))
  })

  it("is never less than nothing", () => {
    expect(remainder(euros("5.00"), [euros("20.00")])).toEqual(euros("0.00"))
    expect(smaller(euros("5.00"), euros("20.00"))).toEqual(euros("5.00"))
  })

  it("is counted in the smallest coin of its currency", () => {
    expect(minorUnits(euros("12.30"))).toBe(1230)
    expect(minorUnits({ amount: "1500", currency: "JPY" })).toBe(1500)
    expect(minorUnits({ amount: "1.234", currency: "KWD" })).toBe(1234)
    expect(minorUnits({ amount: "1500", currency: "ISK" })).toBe(150000)
  })
})
