/** What was asked for is not there: the page answers 404 and says so. */
export class MissingError extends Error {
  override readonly name = "MissingError"
}

/** What was asked for has another address now: a path of this shop without its language, or an https address. */
export class MovedError extends Error {
  override readonly name = "MovedError"

  constructor(readonly address: string) {
    super(`Moved to ${address}`)
  }
}

export function missing(): never {
  throw new MissingError()
}
