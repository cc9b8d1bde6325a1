from oscar.apps.catalogue import apps


class CatalogueConfig(apps.CatalogueConfig):
    name = "commerce.oscar.catalogue"
