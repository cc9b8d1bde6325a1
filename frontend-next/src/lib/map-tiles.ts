/** Whom a page with stores may ask for pictures of the map, once a reader agrees. */
export const TILE_ORIGIN = "https://tile.openstreetmap.org"

/** What stands in pages whose policy lets these pictures in, and in no other. */
export const MAP_MARK = 'data-slot="store-map"'
