"""Un perfil suelto con su prueba: el archivo, su renglón, el manifiesto que lo resume y el registro en que consta."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import TypedDict

from conoceles.lector.registro import ed25519, inclusion, prueba, testimonio
from conoceles.lector.registro.inclusion import PruebaMala
from conoceles.lector.registro.nota import NotaMala, en_base64
from conoceles.lector.registro.testimonio import Confianza
from conoceles.lector.verificador.firmado import Resultado, es_la_llave, manifiesto_de, sha
from conoceles.lector.verificador.lista_firmada import renglon_de


class RenglonProbado(TypedDict):
    """Un renglón y el camino de su hoja a la raíz."""

    renglon: str
    indice: int
    camino: list[str]


class ProbadoDePerfil(TypedDict):
    """La prueba de un perfil: su manifiesto con quién lo firmó, los renglones que lo nombran y el registro en que consta."""

    formato: int
    manifiesto: str
    firma: dict[str, str]
    renglones: list[RenglonProbado]
    registro: str


def prueba_de_perfil(archivo: str) -> ProbadoDePerfil | None:
    """La de ese archivo; `None` si no es de un perfil."""
    octetos = Path(archivo).read_bytes() if archivo and Path(archivo).is_file() else b""
    try:
        dicho: ProbadoDePerfil = json.loads(octetos if octetos.startswith(b"{") else b"{}")
        return dicho if dicho["formato"] == 2 and dicho["renglones"] and dicho["registro"] else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def comprobar_perfil(
    archivo: Path, dicho: ProbadoDePerfil, llave: str, confianza: Confianza | None, res: Resultado
) -> None:
    """Agrega a `res` los problemas y avisos. Sin llave ni política, dice quién firmó para que se reconozca."""
    octetos = archivo.read_bytes()
    res.archivos += 1
    try:
        manifiesto = str(dicho["manifiesto"]).encode()
        ruta = _ruta_probada(octetos, dicho["renglones"], manifiesto)
        if not ruta:
            res.problemas.append("TEXTO: su contenido no es el que dice la prueba.")
            return
        _firmo_quien_debe(manifiesto, dicho["firma"], llave, confianza, res)
        leida = prueba.prueba_de(str(dicho["registro"]).encode())
    except (PruebaMala, NotaMala) as error:
        res.problemas.append(f"PRUEBA: {error}")
        return
    except (ValueError, KeyError, TypeError, AttributeError):
        res.problemas.append("PRUEBA: la de este perfil está mal escrita.")
        return
    if res.problemas:
        return  # lo que firmó otra persona no da fecha ni consta en ninguna parte
    datos = manifiesto_de(manifiesto) or {}
    res.avisos.append(f"{archivo.name} es {ruta}, tal como se publicó el {datos.get('momento')}.")
    if confianza is not None:
        entrada = f"conoceles/1 manifiesto {datos.get('proceso')} {sha(manifiesto)}".encode()
        testimonio.consta(leida, entrada, "el manifiesto", confianza, res)


def _ruta_probada(octetos: bytes, renglones: list[RenglonProbado], manifiesto: bytes) -> str:
    """La del renglón que dice esos octetos, si lleva a la raíz del manifiesto; vacía si ninguno los dice."""
    datos = manifiesto_de(manifiesto) or {}
    for renglon in renglones:
        ruta, dicho = renglon_de(str(renglon["renglon"]))
        if (dicho["octetos"], dicho["sha256"]) != (len(octetos), sha(octetos)):
            continue
        indice, camino = renglon["indice"], [en_base64(h) for h in renglon["camino"]]
        if type(indice) is not int or any(len(h) != 32 for h in camino):
            raise PruebaMala("el índice o el camino de su renglón están mal escritos.")
        hoja = bytes.fromhex(dicho["hoja"])
        raiz = inclusion.raiz_por_inclusion(hoja, indice, int(datos["hojas"]), camino)
        if raiz.hex() != datos["raiz"]:
            raise PruebaMala("el renglón no está en ese manifiesto.")
        return ruta
    return ""


def _firmo_quien_debe(
    manifiesto: bytes, firma: dict[str, str], llave: str, confianza: Confianza | None, res: Resultado
) -> None:
    publica, firmado = (base64.b64decode(firma[c], validate=True) for c in ("llave", "firma"))
    if not ed25519.valida(publica, manifiesto, firmado):
        res.problemas.append("MANIFIESTO: manifiesto.json: la firma no corresponde.")
    if confianza is not None and confianza.exige:
        if publica not in [r.publica for r in confianza.politica.registros]:
            res.problemas.append("LLAVE: el manifiesto no lo firmó una llave de la política.")
    elif llave and not es_la_llave(Path(), publica, llave):
        res.problemas.append("LLAVE: manifiesto.firma: la llave que firmó no es la esperada.")
    elif not llave:
        res.avisos.append(f"Firmó la llave {sha(publica)}: compárela con la que dice la autoridad electoral.")
