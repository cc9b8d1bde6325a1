"""The kinds of charges that every shop has, one file each; a kind without a rate charges nothing."""
