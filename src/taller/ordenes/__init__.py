"""Las órdenes de `./taller`: un módulo, una orden, como dice `conoceles.arranque.ordenes`."""
