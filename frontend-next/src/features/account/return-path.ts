/** Where to go after signing in: only ever a path of this shop, never an address somebody smuggled in. */
export function safeReturnPath(path: string | undefined): string {
  return path && /^\/(?![/\\])[\w\-/?=&.%,:!'()*~]*(?:#[\w-]*)?$/.test(path) ? path : "/account"
}
