import { Server, type IncomingMessage } from "node:http"

const HEADER = "x-forwarded-for"

/**
 * Who a request is from: the peer, or what the outermost of our own proxies saw.
 * Each proxy adds the address that it was called from at the end, so everything before the
 * addresses of ours was written by the visitor and is not believed.
 */
export function visitorAddress(peer: string, forwardedFor: string | undefined, proxies: number): string {
  if (proxies === 0) return peer
  const hops = (forwardedFor ?? "").split(",").map((hop) => hop.trim())
  return hops.at(-proxies) || peer
}

/**
 * From now on each request that any server of this process takes names its visitor in
 * X-Forwarded-For, and nothing else: what it came with is replaced before anybody reads it.
 */
export function nameVisitors(proxies: number): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its server below
  const { emit } = Server.prototype
  Server.prototype.emit = function (this: Server, event: string, ...rest: unknown[]) {
    if (event === "request" || event === "upgrade") nameVisitor(rest[0] as IncomingMessage, proxies)
    return Reflect.apply(emit, this, [event, ...rest]) as boolean
  } as typeof emit
}

function nameVisitor(request: IncomingMessage, proxies: number): void {
  const given = request.headers[HEADER]
  const forwardedFor = Array.isArray(given) ? given.join(",") : given
  request.headers[HEADER] = visitorAddress(request.socket.remoteAddress ?? "", forwardedFor, proxies)
}
