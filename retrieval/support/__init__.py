"""Whether a sentence is supported by the texts it cites: likeness and overlap weighed, and hard checks beside them."""
