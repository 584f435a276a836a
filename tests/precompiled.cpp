// An object library needs a source; what counts is its precompiled header.
