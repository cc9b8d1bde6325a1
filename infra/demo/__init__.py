"""The demo shop Reed & Rook: its catalogue, its pictures, and the command that sets it up."""
