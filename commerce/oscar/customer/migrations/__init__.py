"""Oscar's own migrations are read from where they live; the ones in this folder follow them."""

from oscar.apps.customer import migrations as upstream

__path__ += upstream.__path__
