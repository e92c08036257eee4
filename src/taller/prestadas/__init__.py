"""Las que el taller presta a `./conoceles`: enseñar, practicar y probar. Sin el taller, el producto no las ofrece."""
