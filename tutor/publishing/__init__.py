"""Import, check, approve, index: how a lesson reaches students."""
