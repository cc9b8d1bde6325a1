"""Redis as the cache of all processes, and a cache of each process's own while Redis is away."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any

from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

from commerce.core.outages import Outage

Method = Callable[..., Any]

# One for all threads, each of which has a cache object of its own.
OUTAGE = Outage("cache")


def _or_here(name: str) -> Method:
    """The method of the Redis cache that falls back to the process's own memory."""
    there: Method = getattr(RedisCache, name)

    @wraps(there)
    def method(self: OwnMemoryFallback, *args: Any, **options: Any) -> Any:
        if OUTAGE.may_ask():
            try:
                answer = there(self, *args, **options)
            except (RedisError, OSError) as error:
                OUTAGE.begin(error)
            else:
                if OUTAGE.end():
                    self.here.clear()
                return answer
        return getattr(self.here, name)(*args, **options)

    return method


class OwnMemoryFallback(RedisCache):
    """Limits go on counting and pages go on being cached, per process, until Redis answers again."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._plain = {name: value for name, value in params.items() if name != "OPTIONS"}

    @cached_property
    def here(self) -> BaseCache:
        return LocMemCache("while-redis-is-away", self._plain)

    add = _or_here("add")
    get = _or_here("get")
    set = _or_here("set")
    touch = _or_here("touch")
    delete = _or_here("delete")
    get_many = _or_here("get_many")
    has_key = _or_here("has_key")
    incr = _or_here("incr")
    set_many = _or_here("set_many")
    delete_many = _or_here("delete_many")
    clear = _or_here("clear")
