"""El banco de pruebas de velocidad: una elección inventada, lo que tarda cada paso y con qué se compara."""
