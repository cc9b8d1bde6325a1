import { Server, type IncomingMessage, type ServerResponse } from "node:http"

import { answerKept, answerRendered } from "@/front/answering"
import { readAsked, type Asked } from "@/front/asked"
import { sharedPages } from "@/front/everywhere"
import { answerGuest, isGuest } from "@/front/guest"
import { Keeper, type Found } from "@/front/keeper"
import { isQuiet, quieten } from "@/front/quiet"
import { renderingBy } from "@/front/rendering"
import { env } from "@/lib/env"
import { isNoted, RENDERING_HEADER } from "@/lib/http/notes"

const MEGABYTE = 1024 * 1024

type PassOn = () => void

/**
 * From now on pages that many see alike are answered from what is kept, before Next hears of them. Everything else,
 * and what is rendered to be kept, goes on to Next as it came.
 */
export function openFront(): void {
  const keepers = new WeakMap<Server, Keeper>()
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its server below
  const { emit } = Server.prototype
  Server.prototype.emit = function (this: Server, event: string, ...rest: unknown[]) {
    const passOn = () => Reflect.apply(emit, this, [event, ...rest]) as boolean
    if (event !== "request") return passOn()
    const [request, response] = rest as [IncomingMessage, ServerResponse]
    if (isGuest(request)) {
      void answerGuest(request, response)
      return true
    }
    const isInside = isRendering(request)
    const asked = isInside ? null : readAsked(request)
    if (!isInside && isQuiet(request)) quieten(request, response)
    if (!asked) return passOn()
    const keeper = keepers.get(this) ?? makeKeeper(this)
    keepers.set(this, keeper)
    answer(keeper, asked, { request, response, passOn })
    return true
  } as typeof emit
}

/** Nobody outside can ask for a rendering: whoever does not know the name of one is a visitor like others. */
function isRendering(request: IncomingMessage): boolean {
  if (isNoted(request.headers[RENDERING_HEADER])) return true
  Reflect.deleteProperty(request.headers, RENDERING_HEADER)
  return false
}

function makeKeeper(server: Server): Keeper {
  const bytes = env().PAGES_MEMORY_MB * MEGABYTE
  return new Keeper({ bytes, render: renderingBy(server), elsewhere: sharedPages() })
}

type Exchange = { request: IncomingMessage; response: ServerResponse; passOn: PassOn }

function answer(keeper: Keeper, asked: Asked, exchange: Exchange): void {
  const found = keeper.find(asked)
  if (!(found instanceof Promise)) {
    give(keeper, asked, exchange, found)
    return
  }
  found.then(
    (later) => give(keeper, asked, exchange, later),
    (error: unknown) => {
      console.error(error)
      exchange.passOn()
    },
  )
}

/**
 * Whether a cache on the way may keep the answer by its address alone, as some do: not in a currency that was chosen,
 * and not a part of a page, which headers tell from others.
 */
function isForAll(keeper: Keeper, asked: Asked): boolean {
  return asked.parts.rsc === undefined && keeper.isOwnCurrency(asked)
}

function give(keeper: Keeper, asked: Asked, { request, response, passOn }: Exchange, found: Found): void {
  if ("kept" in found) {
    answerKept(request, response, found, isForAll(keeper, asked) ? env().PAGES_SHARED_SECONDS : 0)
  } else if (found.rendered.status !== 200 && request.url !== asked.address) {
    // What the visitor's own address says beside may lead elsewhere.
    passOn()
  } else {
    answerRendered(request, response, found.rendered)
  }
}
