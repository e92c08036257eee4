"""Lo contado no se descuenta: un archivo puede llegar atrasado, y nunca dice menos de lo que ya dijo."""

from conoceles.nucleo.disparadores import Disparador, iguales, permanente

TABLA = "estadistica_visitas"

DISPARADORES = (
    Disparador(
        f"{TABLA}_no_bajan",
        TABLA,
        "UPDATE",
        f"NEW.veces < OLD.veces OR NOT ({iguales('archivo', 'proceso_id', 'dia')})",
        f"{TABLA}: de un archivo solo puede subir cuántas",
    ),
    Disparador(
        f"{TABLA}_de_su_dia",
        TABLA,
        "INSERT",
        "NEW.archivo NOT LIKE CAST(NEW.dia AS TEXT) || '.%'",
        f"{TABLA}: el archivo es de otro día",
    ),
    *permanente(TABLA, f"{TABLA}: las filas no se borran"),
)
