"""Labels, where parcels are packed."""
