import { createHash, timingSafeEqual } from "node:crypto"

/** Compares in constant time; hashing first makes the lengths equal, so that not even the length leaks. */
export function isSameSecret(given: string | null, expected: string): boolean {
  if (given === null) return false
  return timingSafeEqual(digest(given), digest(expected))
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest()
}
