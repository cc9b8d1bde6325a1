"""All addresses below a prefix, and what they answer."""

from __future__ import annotations

from django.urls import URLResolver, get_resolver


def patterns(prefix):
    """Yield name and parameters of each address below a prefix."""

    def walk(resolver, path, namespaces):
        for pattern in resolver.url_patterns:
            route = path + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                inner = [*namespaces, pattern.namespace] if pattern.namespace else namespaces
                yield from walk(pattern, route, inner)
            elif route.startswith(prefix):
                yield ":".join([*namespaces, pattern.name or route]), pattern

    yield from walk(get_resolver(), "", [])


def with_parameters(prefix):
    return {
        name
        for name, pattern in patterns(prefix)
        if pattern.pattern.regex.groupindex or "<" in str(pattern.pattern)
    }


def without_parameters(start):
    return {
        name
        for name, pattern in patterns(start)
        if not getattr(pattern.pattern, "converters", {}) and not pattern.pattern.regex.groups
    }


def answers(client, found):
    return {
        f"{method.upper()} {name}": getattr(client, method)(address).status_code
        for name, address in found.items()
        for method in ("get", "post")
    }


def opened(answered):
    """Those that let somebody in. A method that an address never takes tells nothing."""
    return {name: status for name, status in answered.items() if status not in (403, 404, 405)}


def text_of(answer):
    raw = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return raw.decode(errors="replace")
