"""What the front of the web server grants to clients: see infra/front."""

from .environment import env

# Threads that run Django; each keeps a connection to the database.
FRONT_THREADS = env.int("FRONT_THREADS", default=8)
# Seconds a client may be silent in the middle of its body, or not read its answer.
FRONT_IDLE_SECONDS = env.float("FRONT_IDLE_SECONDS", default=15)
# Bytes a second that a body has to bring on the whole.
FRONT_SLOWEST = env.int("FRONT_SLOWEST", default=4096)
# Bytes that may be sent to a back office; the API has its own limit.
FRONT_BODY_LIMIT = env.int("FRONT_BODY_LIMIT", default=64 * 1024 * 1024)
# Seconds a complete request waits for a thread before it hears that the shop is busy.
FRONT_QUEUE_SECONDS = env.float("FRONT_QUEUE_SECONDS", default=5)
# Answers that are sent while they are being made, such as those of the assistant, in one process; each
# has a thread, and keeps a connection to the database.
FRONT_FLOWS = env.int("FRONT_FLOWS", default=32)
