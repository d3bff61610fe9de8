"""The orbit of a station: from element sets to where its plane and its phase will be."""
