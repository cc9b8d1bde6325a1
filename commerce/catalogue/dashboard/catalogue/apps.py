"""Oscar's catalogue pages with the views that tell the documents what changed."""

from __future__ import annotations

from oscar.apps.dashboard.catalogue import apps


class CatalogueDashboardConfig(apps.CatalogueDashboardConfig):
    name = "commerce.catalogue.dashboard.catalogue"

    def ready(self) -> None:
        super().ready()
        from . import classification_views, product_views

        self.product_createupdate_view = product_views.ProductCreateUpdateView
        self.product_delete_view = product_views.ProductDeleteView
        self.product_bulk_action_confirm_view = product_views.ProductBulkActionConfirmView
        self.category_list_view = classification_views.CategoryListView
        self.category_detail_list_view = classification_views.CategoryDetailListView
        self.category_create_view = classification_views.CategoryCreateView
        self.category_update_view = classification_views.CategoryUpdateView
        self.category_delete_view = classification_views.CategoryDeleteView
        self.product_class_list_view = classification_views.ProductClassListView
        self.product_class_create_view = classification_views.ProductClassCreateView
        self.product_class_update_view = classification_views.ProductClassUpdateView
        self.product_class_delete_view = classification_views.ProductClassDeleteView
        self.attribute_option_group_list_view = classification_views.OptionGroupListView
        self.attribute_option_group_create_view = classification_views.OptionGroupCreateView
        self.attribute_option_group_update_view = classification_views.OptionGroupUpdateView
        self.attribute_option_group_delete_view = classification_views.OptionGroupDeleteView
