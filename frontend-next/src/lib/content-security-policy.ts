/** A value no one can guess, different for every answer; Next puts it on each script it writes. */
export function newNonce(): string {
  return btoa(crypto.randomUUID())
}

/**
 * Scripts run only with this answer's nonce or when loaded by one that has it.
 * Style attributes are allowed (swatches are coloured with them); style elements are not, except in development,
 * where the dev server injects them and React needs `eval` for its error overlay.
 */
export function contentSecurityPolicy(
  nonce: string,
  mediaOrigin: string,
  isDevelopment = process.env.NODE_ENV === "development",
): string {
  const directives = {
    "default-src": "'self'",
    "script-src": `'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src": isDevelopment ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    "style-src-attr": "'unsafe-inline'",
    "img-src": `'self' data: ${mediaOrigin}`,
    "font-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
  }
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ")
}
