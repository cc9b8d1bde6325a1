"""What has happened in the demo shop so far, so that no list of the back offices is empty."""
