"""The skeleton in the body's space: solids of bones, fitted to each figure under its skin, carried by every pose."""
