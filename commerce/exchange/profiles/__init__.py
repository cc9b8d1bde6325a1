"""Formats that catalogues come in. A profile turns a source into rows and decides nothing else."""

from commerce.exchange.sources import Reader

from . import heron, retail_demo_store, spree

PROFILES: dict[str, Reader] = {
    "heron": heron.read,
    "spree": spree.read,
    "retail-demo-store": retail_demo_store.read,
}
