"""Labels, and news of parcels."""
