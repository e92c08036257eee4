"""Las órdenes del taller: un módulo, una orden, como dice `conoceles.arranque.ordenes`."""
