"""Para una redacción: las cifras, el método, a quién preguntar y qué cambió."""
