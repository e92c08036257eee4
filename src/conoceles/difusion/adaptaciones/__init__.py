"""Lo que hace una persona y no un programa: lectura fácil, lengua de señas, traducciones y voz humana. Lo vacío no se lista."""
