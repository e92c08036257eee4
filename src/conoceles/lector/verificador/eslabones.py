"""La cadena de una elección: cada instantánea guardada y cada manifiesto nombran a los que les anteceden."""

from __future__ import annotations

import time
from pathlib import Path

from conoceles.lector.registro import testimonio
from conoceles.lector.verificador.cotejo import comprobar_instantanea
from conoceles.lector.verificador.firmado import MANIFIESTO, Resultado, bien_firmado, manifiesto_de, sha


def comprobar_eleccion(ruta: Path, llave: str, res: Resultado) -> None:
    """Todas las instantáneas guardadas y la cadena de sus manifiestos.

    Puede ser un sitio vivo: mientras se comprueba, quien publica estrena instantáneas y poda las viejas.
    """
    arboles: dict[str, str] = {}
    for carpeta in sorted(p for p in (ruta / "instantaneas").glob("*") if (p / MANIFIESTO).is_file()):
        arboles |= _si_sigue(carpeta, llave, res)
    actual, guardados = _lo_ultimo(ruta, arboles, llave, res)
    anteriores = {h: _guardado(a, llave, res) for h, a in guardados.items() if h not in arboles} | arboles
    _cadena(actual, anteriores, set(guardados), res)


def _si_sigue(carpeta: Path, llave: str, res: Resultado) -> dict[str, str]:
    """Huella de su manifiesto → la del anterior; nada, ni problemas, si la podaron mientras se leía."""
    suyo = Resultado(res.ruta)
    try:
        datos = comprobar_instantanea(carpeta, llave, suyo, nombre=carpeta.name)
        hallado = {sha((carpeta / MANIFIESTO).read_bytes()): str((datos or {}).get("anterior") or "")}
    except FileNotFoundError:
        if carpeta.exists():
            raise
        hallado = {}
    if not carpeta.exists():  # se retira de un solo golpe: si ya no está, lo leído quedó a medias
        res.avisos.append(f"La instantánea {carpeta.name} se podó mientras se comprobaba.")
        return {}
    res.sumar(suyo)
    return hallado


def _lo_ultimo(
    ruta: Path, arboles: dict[str, str], llave: str, res: Resultado
) -> tuple[str, dict[str, Path]]:
    """La huella de la actual, ya comprobada, y los manifiestos guardados hasta ella (huella → archivo).

    Lo guardado se lista después de leer cuál es la actual; si entretanto cambió, se lee otra vez. Si hay uno posterior, o acaba
    de llegar y todavía no se sirve, o la actual volvió atrás: lo dice esperar un rato.
    """
    for _ in range(testimonio.INTENTOS):
        carpeta = (ruta / "actual").resolve()
        huella = sha((carpeta / MANIFIESTO).read_bytes())
        if huella not in arboles:
            arboles |= _si_sigue(carpeta, llave, res)
        guardados = {sha(a.read_bytes()): a for a in sorted((ruta / "manifiestos").glob("*.json"))}
        sigue = (ruta / "actual").resolve() == carpeta
        if sigue and not _hay_posterior(huella, arboles, guardados):
            break
        time.sleep(testimonio.PAUSA if sigue else 0)
    return huella, guardados


def _hay_posterior(huella: str, arboles: dict[str, str], guardados: dict[str, Path]) -> bool:
    sueltos = (a for h, a in guardados.items() if h not in arboles)
    return huella in arboles.values() or any(
        (manifiesto_de(a.read_bytes()) or {}).get("anterior") == huella for a in sueltos
    )


def _guardado(archivo: Path, llave: str, res: Resultado) -> str:
    """Un manifiesto cuyo árbol ya se podó: su firma y su nombre. Devuelve la huella del anterior."""
    contenido, nombre = archivo.read_bytes(), f"manifiestos/{archivo.name}"
    bien_firmado(archivo.parent, contenido, (archivo.with_suffix(".firma"), nombre), llave, res)
    if archivo.stem != sha(contenido)[:16]:
        res.problemas.append(
            f"MANIFIESTO: {nombre}: debería llamarse {sha(contenido)[:16]}.json, según su contenido."
        )
    return str((manifiesto_de(contenido) or {}).get("anterior") or "")


def _cadena(huella: str, anteriores: dict[str, str], guardados: set[str], res: Resultado) -> None:
    """Desde la actual hacia atrás: cada manifiesto nombra al anterior, sin bifurcaciones."""
    recorridos: list[str] = []
    while huella in anteriores and huella not in recorridos:
        recorridos.append(huella)
        huella = anteriores[huella]
    if huella and huella not in recorridos:
        res.avisos.append(f"La cadena llega hasta {huella[:16]}, cuyo manifiesto no está en esta carpeta.")
    for suelta in sorted(set(anteriores) - set(recorridos)):
        # Los manifiestos se guardan siempre: a esos no puede faltarles uno.
        if huella and suelta not in guardados:
            res.avisos.append(f"La instantánea {suelta[:16]} es anterior al tramo que se pudo recorrer.")
        else:
            res.problemas.append(
                f"MANIFIESTO: la instantánea {suelta[:16]} no está en la cadena de la publicación actual."
            )
