"""Si el manifiesto consta en el registro público, si los testigos lo vieron y si nada volvió atrás."""

from __future__ import annotations

import base64
import hmac
import json
import time
from dataclasses import dataclass
from pathlib import Path

from conoceles.lector.registro import copia_del_registro, inclusion, llaves, nota, politica, prueba, vistos
from conoceles.lector.registro.copia_del_registro import Copia
from conoceles.lector.registro.llaves import Llaves
from conoceles.lector.registro.nota import Control, NotaMala
from conoceles.lector.registro.politica import Politica
from conoceles.lector.registro.prueba import Prueba
from conoceles.lector.registro.vistos import Visto
from conoceles.lector.verificador.firmado import FIRMA, MANIFIESTO, Resultado, manifiesto_de, sha

INTENTOS = 20  # veces que lo publicado puede cambiar mientras se comprueba
PAUSA = 0.5  # segundos, cuando lo que llegó todavía no se sirve
POSTERIOR = "RETROCESO: el registro tiene un manifiesto posterior de esta elección."


@dataclass(frozen=True)
class Confianza:
    """Lo que trae quien comprueba. `exige`: la política vino de fuera, así que lo que falte es un problema."""

    politica: Politica
    exige: bool
    prueba: Path | None = None
    memoria: Path | None = None


def confianza_de(carpeta: Path, pedidas: tuple[str, str, str]) -> Confianza | None:
    """Con (política, prueba, memoria) dadas, o con la política publicada junto al sitio; `None` si no hay ninguna."""
    de_fuera, suelta, memoria = ((Path(p) if p else None) for p in pedidas)
    publicada = copia_del_registro.cerca(carpeta, "log/politica")
    archivo = de_fuera or publicada
    if archivo is None:
        return None
    leida = politica.politica_de(archivo.read_text(encoding="utf-8", errors="replace"))
    cambio = copia_del_registro.cerca(carpeta, "log/llaves")
    _seguir(leida, llaves.llaves_de(cambio) if cambio else None)
    return Confianza(leida, de_fuera is not None, suelta, memoria)


def _seguir(acepta: Politica, cambio: Llaves | None) -> None:
    """Una llave retirada lleva a la nueva, que ella misma firmó; una revocada no lleva a ninguna parte."""
    for llave in list(acepta.registros) if cambio else []:
        if cambio and cambio.revoca(llave):
            raise NotaMala(
                f"LLAVE REVOCADA: la de «{llave.nombre}» que trae su política ya no vale, porque alguien más la tuvo. "
                "Pida a la autoridad electoral la política nueva por otro medio."
            )
        if cambio and cambio.sigue_a(llave) and cambio.vigente not in acepta.registros:
            acepta.registros.append(cambio.vigente)


def comprobar_manifiesto(carpeta: Path, confianza: Confianza, res: Resultado) -> None:
    """Agrega a `res` los problemas y avisos. `carpeta` es la que tiene el manifiesto.

    Puede ser un sitio vivo: si entretanto se publicó otra vez, se mira otra vez; y si consta algo posterior, o acaba de llegar a
    este espejo y todavía no se sirve, o lo servido volvió atrás: lo dice esperar un rato.
    """
    for _ in range(INTENTOS):
        suyo, octetos = Resultado(res.ruta), (carpeta / MANIFIESTO).read_bytes()
        _comprobar(carpeta, octetos, confianza, suyo)
        sigue = (carpeta / MANIFIESTO).read_bytes() == octetos
        if sigue and POSTERIOR not in suyo.problemas:
            break
        time.sleep(PAUSA if sigue else 0)
    res.sumar(suyo)


def _comprobar(carpeta: Path, octetos: bytes, confianza: Confianza, res: Resultado) -> None:
    if confianza.exige:
        _firmo_el_instituto(carpeta, confianza, res)
    eleccion = str((manifiesto_de(octetos) or {}).get("proceso", ""))
    entrada = f"conoceles/1 manifiesto {eleccion} {sha(octetos)}".encode()
    hallada = _prueba(carpeta, entrada, confianza, res)
    if hallada is None:
        return
    try:
        copia = _copia(carpeta)
        if copia is not None:
            _contra_la_copia(copia, hallada, confianza, res)
            _es_el_ultimo(copia, eleccion, sha(octetos), carpeta, res)
            _certifican_la_de_acuses(copia, carpeta, confianza, res)
        if confianza.memoria is not None and not res.problemas:
            _contra_lo_visto(confianza, hallada, copia, eleccion, res)
    except NotaMala as error:
        res.problemas.append(f"REGISTRO: {error}")


def comprobar_acuse(dicho: str, contenido: bytes, confianza: Confianza, res: Resultado) -> None:
    """Lo mismo para un acuse: `dicho` es su código sin la firma, y su prueba trae la sal."""
    if not contenido:
        frase = "el acuse no trae prueba de que consta en el registro público: pídala a quien lo dio, o dé --prueba."
        (res.problemas if confianza.exige else res.avisos).append(f"SIN REGISTRO: {frase}")
        res.por_comprobar = f"que conste en el registro público: {frase}"
        return
    try:
        leida = prueba.prueba_de(contenido)
    except NotaMala as error:
        res.problemas.append(f"PRUEBA: {error}")
        return
    entrada = f"conoceles/1 acuse {hmac.new(leida.extra, dicho.encode(), 'sha256').hexdigest()}".encode()
    consta(leida, entrada, "el acuse", confianza, res)


def comprobar_informe(octetos: bytes, contenido: bytes, confianza: Confianza, res: Resultado) -> None:
    """Lo mismo para un informe: `octetos` es su JSON, y su prueba trae la sal."""
    res.archivos += 1
    try:
        leida = prueba.prueba_de(contenido)
    except NotaMala as error:
        res.problemas.append(f"PRUEBA: {error}")
        return
    compromiso = hmac.new(leida.extra, sha(octetos).encode(), "sha256").hexdigest()
    consta(leida, f"conoceles/1 informe {compromiso}".encode(), "el informe", confianza, res)


def _prueba(carpeta: Path, entrada: bytes, confianza: Confianza, res: Resultado) -> Prueba | None:
    nombre = f"pruebas/{inclusion.hash_de_hoja(entrada).hex()}.tlog-proof"
    archivo = confianza.prueba or copia_del_registro.cerca(carpeta, nombre)
    if archivo is None:
        frase = "el manifiesto no trae prueba de que consta en el registro público."
        (res.problemas if confianza.exige else res.avisos).append(f"SIN REGISTRO: {frase}")
        res.por_comprobar = f"que conste en el registro público: {frase}"
        return None
    try:
        leida = prueba.prueba_de(archivo.read_bytes())
    except NotaMala as error:
        res.problemas.append(f"PRUEBA: {error}")
        return None
    return leida if consta(leida, entrada, "el manifiesto", confianza, res) else None


def consta(leida: Prueba, entrada: bytes, que: str, confianza: Confianza, res: Resultado) -> bool:
    """Inclusión, firma del registro y quórum de testigos, en ese orden: cada falla se llama por su nombre."""
    antes = len(res.problemas)
    if not leida.incluye(entrada):
        res.problemas.append(f"PRUEBA: {que} no es la hoja {leida.indice} del registro que dice su prueba.")
    try:
        _firmado(leida.control, confianza.politica, res)
        vieron = confianza.politica.cofirmaron(leida.control)
    except NotaMala as error:
        res.problemas.append(f"LLAVE: {error}")
        return False
    if not confianza.politica.alcanza(vieron):
        quienes = ", ".join(sorted(vieron)) or "ninguno"
        frase = f"los testigos que vieron ese registro no alcanzan ({quienes}): así se ve una llave robada o una vista partida."
        (res.problemas if confianza.exige else res.avisos).append(f"TESTIGOS: {frase}")
        res.por_comprobar = f"que sus testigos lo vieran: no alcanzan ({quienes})."
    if len(res.problemas) > antes:
        return False
    testigos = f"; lo vieron {', '.join(sorted(vieron))}" if vieron else "; sin testigos"
    res.avisos.append(
        f"Consta en el registro público {leida.control.origen}: hoja {leida.indice} de {leida.control.tamano}{testigos}."
    )
    if confianza.politica.se_parte():
        res.avisos.append(
            "TESTIGOS: dos grupos de testigos que no se tocan cumplen esa política, y cada uno pudo ver otra historia: para notar una "
            "vista partida, pida más de la mitad."
        )
    if not confianza.exige:
        res.avisos.append(
            "La política es la que viaja con el sitio: para no creerle, obténgala aparte y dé --politica."
        )
    return True


def _firmado(control: Control, acepta: Politica, res: Resultado) -> None:
    suyas = [llave for llave in acepta.registros if llave.nombre == control.origen]
    if not any([nota.firmo(control, llave) for llave in suyas]):
        res.problemas.append(f"LLAVE: el registro «{control.origen}» no lo firmó una llave de la política.")


def _copia(carpeta: Path) -> Copia | None:
    punto = copia_del_registro.cerca(carpeta, "log/checkpoint")
    return copia_del_registro.copia_de(punto.parent) if punto else None


def _contra_la_copia(copia: Copia, leida: Prueba, confianza: Confianza, res: Resultado) -> None:
    """El registro entero, si vino con la copia, extiende el de la prueba."""
    _firmado(copia.control, confianza.politica, res)
    if copia.control.tamano < leida.control.tamano:
        res.problemas.append(
            "RETROCESO: el registro tiene menos hojas que las que dice la prueba del manifiesto."
        )
    elif copia.raiz(leida.control.tamano) != leida.control.raiz:
        res.problemas.append(
            "BIFURCACIÓN: el registro no es el mismo en que consta el manifiesto: hay dos historias."
        )


def _es_el_ultimo(copia: Copia, eleccion: str, huella: str, carpeta: Path, res: Resultado) -> None:
    """Lo que se sirve tiene que ser lo último que consta; quien mira una instantánea guardada ya sabe que no lo es."""
    if copia.manifiestos(eleccion)[-1:] != [huella]:
        guardada = carpeta.parent.name == "instantaneas"
        (res.avisos if guardada else res.problemas).append(POSTERIOR)


def _certifican_la_de_acuses(copia: Copia, carpeta: Path, confianza: Confianza, res: Resultado) -> None:
    """La declaración que se sirve la firmó el registro y consta en él: nadie certifica otra llave a escondidas."""
    archivo = copia_del_registro.cerca(carpeta, "log/acuses")
    if archivo is None:
        return
    octetos = archivo.read_bytes()
    if not llaves.de_acuses(octetos, [llave.publica for llave in confianza.politica.registros]):
        res.problemas.append(
            "LLAVE: la declaración de llaves de acuses no la firmó una llave de la política."
        )
    elif f"conoceles/1 acuses {sha(octetos)}".encode() not in copia.entradas:
        res.problemas.append(
            "SIN REGISTRO: la declaración de llaves de acuses no consta en el registro público."
        )


def _contra_lo_visto(
    confianza: Confianza, leida: Prueba, copia: Copia | None, eleccion: str, res: Resultado
) -> None:
    """Lo que se vio antes tiene que ser el principio de lo que hay; entonces se recuerda lo nuevo."""
    assert confianza.memoria is not None
    control = copia.control if copia else leida.control
    antes = vistos.recordado(confianza.memoria, control.origen)
    con_testigos = confianza.exige and confianza.politica.quorum != "none"
    problema = _contradice(antes, control, leida.indice, eleccion, copia, con_testigos) if antes else ""
    if problema:
        res.problemas.append(problema)
        return
    manifiestos = (antes.manifiestos if antes else {}) | {eleccion: leida.indice}
    raiz = base64.b64encode(control.raiz).decode()
    vistos.recordar(confianza.memoria, control.origen, Visto(control.tamano, raiz, manifiestos))


def _contradice(
    antes: Visto, control: Control, indice: int, eleccion: str, copia: Copia | None, con_testigos: bool
) -> str:
    """Por qué lo que hay no continúa lo visto; vacío si lo continúa."""
    if control.tamano < antes.tamano:
        return f"RETROCESO: ya se había visto este registro con {antes.tamano} hojas, y ahora muestra {control.tamano}."
    if indice < antes.manifiestos.get(eleccion, 0):
        return "RETROCESO: ya se había visto un manifiesto posterior de esta elección."
    if copia is None and control.tamano > antes.tamano:
        # Sin las tejas, que extienda lo visto lo dicen los testigos: es lo que firman.
        return (
            ""
            if con_testigos
            else "SIN REGISTRO: falta la carpeta log/ para ver si extiende lo que se había visto."
        )
    if (copia.raiz(antes.tamano) if copia else control.raiz) != antes.octetos:
        return f"BIFURCACIÓN: las primeras {antes.tamano} hojas no son las que se habían visto: hay dos historias."
    return ""


def _firmo_el_instituto(carpeta: Path, confianza: Confianza, res: Resultado) -> None:
    """La política trae la llave del instituto: con ella no hace falta dar otra."""
    try:
        firmante = base64.b64decode(json.loads((carpeta / FIRMA).read_bytes())["llave"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return  # ya se dijo
    if firmante not in [llave.publica for llave in confianza.politica.registros]:
        res.problemas.append("LLAVE: el manifiesto no lo firmó una llave de la política.")
