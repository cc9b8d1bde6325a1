import { expect, it } from "vitest"

import { Memory } from "@/front/memory"

it("lets those leave that were not read for longest", () => {
  const memory = new Memory<{ bytes: number }>(1000)
  for (const name of ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]) memory.write(name, { bytes: 100 })
  memory.read("a")
  memory.write("k", { bytes: 90 })
  expect(memory.read("b")).toBeUndefined()
  expect(memory.read("a")).toEqual({ bytes: 100 })
  expect(memory.bytes).toBe(990)
})

it("counts what is written anew and what is dropped", () => {
  const memory = new Memory<{ bytes: number }>(1000)
  memory.write("a", { bytes: 10 })
  memory.write("a", { bytes: 20 })
  expect(memory.bytes).toBe(20)
  memory.drop("a")
  memory.drop("a")
  expect(memory.bytes).toBe(0)
})

it("keeps nothing that would push out everything else", () => {
  const memory = new Memory<{ bytes: number }>(1000)
  memory.write("a", { bytes: 101 })
  expect(memory.read("a")).toBeUndefined()
})
