/** What the page says of the shopper. It comes in a request of its own, because the page is the same for everybody. */
export type Shopper = {
  itemCount: number
  unreadCount: number
  isSignedIn: boolean
  /** Signed in, or here before this visit as far as the browser was allowed to keep that. */
  isReturning: boolean
  isAway: boolean
  /** Where the request came from, as the proxy in front says; null without one. */
  country: string | null
}

/** What a page says before anything is known. */
export const NOBODY: Shopper = {
  itemCount: 0,
  unreadCount: 0,
  isSignedIn: false,
  isReturning: false,
  isAway: false,
  country: null,
}
