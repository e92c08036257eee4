"""El sitio en otras lenguas: la guía y lo traducido de la elección, y sus páginas con lo que alguien firmó."""
