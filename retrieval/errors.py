"""Why an index cannot be searched."""


class IndexNotReady(Exception):
    """No index has been built in this folder yet."""


class IndexStale(Exception):
    """The index was built by another encoder or version, or is damaged: build it again."""
