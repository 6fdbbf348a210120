"""From a file to a `Document` and its `Passage`s. Knows file formats; no models, no stores."""
