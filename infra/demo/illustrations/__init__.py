"""Pictures of the demo shop's goods, drawn in code.

A family (`families`) is a dataclass that draws itself in centimetres onto a sheet (`svg`), from solids
(`solids`, `lathe`) in finishes (`finish`, `palette`) with textures (`textures`, `patterns`). The studio
frames it, `render` makes a picture of it, `at_home` shows it in a room, `scenes` furnish whole rooms.
"""
