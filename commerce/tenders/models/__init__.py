from .prepaid import AlreadyWrittenError, PurseAccount, PurseEntry

__all__ = ["AlreadyWrittenError", "PurseAccount", "PurseEntry"]
