"""Lo que se hace con varias personas de una vez."""
