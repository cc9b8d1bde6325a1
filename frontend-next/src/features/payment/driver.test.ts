import { renderHook } from "@testing-library/react"
import { afterEach, beforeEach, expect, test, vi } from "vitest"

import { useDriver, type Driver } from "@/features/payment/driver"

const driver: Driver = { check: () => Promise.resolve(null), act: () => Promise.resolve(null) }

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test("whoever pays before the fields say that they are ready pays by them all the same", async () => {
  const { result } = renderHook(useDriver)
  const paying = result.current.driverOnceReady()
  result.current.onDriver(driver)
  expect(await paying).toBe(driver)
})

test("fields that never get ready are not waited for without end", async () => {
  const { result } = renderHook(useDriver)
  const paying = result.current.driverOnceReady()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await paying).toBeNull()
})

test("what is no longer chosen does not pay", async () => {
  const { result } = renderHook(useDriver)
  result.current.onDriver(driver)
  result.current.onDriver(null)
  const paying = result.current.driverOnceReady()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await paying).toBeNull()
})
