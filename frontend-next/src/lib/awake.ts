/** Told to the window when React has the page under its hands. */
export const AWAKE_EVENT = "heron:awake"
