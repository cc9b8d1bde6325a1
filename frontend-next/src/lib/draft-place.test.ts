import { expect, it } from "vitest"

import { draftTokenOf } from "@/lib/draft-place"

it.each([
  ["/en/~draft/WzFd.1a2b.c-d_e", "WzFd.1a2b.c-d_e"],
  ["/ar/%7Edraft/abc?_rsc=1", "abc"],
  ["/en/~draft", null],
  ["/en/about/~draft/abc", null],
  ["/en/drafts/abc", null],
  ["/", null],
])("reads the token of %s", (address, token) => {
  expect(draftTokenOf(address)).toBe(token)
})
