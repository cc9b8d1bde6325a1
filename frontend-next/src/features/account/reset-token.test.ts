import { renderHook } from "@testing-library/react"
import { expect, it } from "vitest"

import { useResetToken } from "@/features/account/reset-token"

it("reads the token of the link and takes it out of the address", () => {
  window.history.replaceState(null, "", "/en/reset-password#token=usr_1.abc-def")
  const { result, rerender } = renderHook(() => useResetToken())
  expect(result.current).toBe("usr_1.abc-def")
  expect(window.location.href).toMatch(/\/en\/reset-password$/)
  rerender()
  expect(result.current).toBe("usr_1.abc-def")
})
