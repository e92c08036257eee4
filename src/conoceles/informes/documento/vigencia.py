"""Si lo enviado sigue siendo verdad. Lo que ya no coincide con los datos produce otra versión y su aviso al INE.

Un documento vivo se compara con los datos de hoy; una fotografía, con los de su mismo corte: lo que pasó después no
la desmiente, una corrección de lo que entonces se contó, sí (ADR 0035).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from conoceles.bitacora import compuerta
from conoceles.bitacora.actos import Acto
from conoceles.expediente.models import Cierre, Supresion
from conoceles.informes.avisos_al_ine import avisar
from conoceles.informes.catalogo import TIPOS, armar
from conoceles.informes.contexto import abrir
from conoceles.informes.documento.comparar import DE_IDENTIDAD, cambios, tablas_de
from conoceles.informes.documento.congelado import congelar
from conoceles.informes.documento.documentos import enviados, versiones
from conoceles.informes.documento.estructura import Documento
from conoceles.informes.fijar import LLEGA_DESPUES, corregir
from conoceles.informes.fijas import fijadas_en
from conoceles.informes.models import CifrasDelCorte, Informe
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso import consultas as procesos

SISTEMA = Alcance.sistema("informes")


def revisar(proceso: str, *, ahora: datetime) -> list[Informe]:
    """Compara lo último enviado de cada entregable; devuelve las versiones que hubo que hacer. Repetirlo no hace otra.

    Cerrada la elección ya no compara: lo que sigue es suprimir por ley, no corregir. En duda tampoco: lo enviado no se
    corrige con lo que ningún acto dejó así.
    """
    if Cierre.objects.vigentes().filter(proceso=proceso).exists():
        return []
    if compuerta.cerrada(Acto.INFORME_GENERADO, proceso):
        return []
    se_entregan = procesos.definicion(proceso).seguimiento.informes
    comparables = [i for i in enviados(proceso) if i.tipo in se_entregan and not _suprimido_despues(i)]
    return [nueva for enviado in comparables if (nueva := _comparar(enviado, ahora))]


def _suprimido_despues(enviado: Informe) -> bool:
    """Lo que se suprimió por ley ya no se puede volver a contar como en aquel corte."""
    suprimidas = Supresion.objects.filter(candidatura__proceso=enviado.proceso_id, en__gt=enviado.en)
    return not TIPOS[enviado.tipo].vivo and suprimidas.exists()


@transaction.atomic
def _comparar(enviado: Informe, ahora: datetime) -> Informe | None:
    tipo = TIPOS[enviado.tipo]
    corte = ahora.replace(microsecond=0) if tipo.vivo else enviado.corte
    corregir(enviado.proceso_id, corte, ahora=ahora)
    fijas = fijadas_en(enviado.proceso_id, corte) if tipo.con_cifras else None
    c = abrir(enviado.proceso_id, corte, afuera=tipo.afuera)
    documento = armar(tipo, replace(c, fijas=fijas and fijas.vistas(afuera=tipo.afuera)))
    suyas = versiones(enviado.proceso_id, enviado.tipo, enviado.periodo)
    ultima = (suyas if tipo.vivo else suyas.filter(corte=enviado.corte)).first() or enviado
    nueva = congelar(documento, por=SISTEMA, ahora=ahora) if _difiere(ultima, documento) else None
    if _difiere(enviado, documento):
        avisar(nueva or ultima, por=SISTEMA, ahora=ahora)
    return nueva


def _difiere(informe: Informe, documento: Documento) -> bool:
    """Si dirían otra cosa. Una tabla que hoy se arma con otras columnas no dice nada de los datos."""
    forma = {t.clave: [*t.columnas] for t in documento.tablas}
    antes = [
        t
        for t in tablas_de(informe)
        if forma.get(t["clave"]) == t["columnas"] and not _se_cuenta_aparte(t["clave"], documento)
    ]
    mismas = {t["clave"] for t in antes}
    return bool(cambios(antes, [t.como_json() for t in documento.tablas if t.clave in mismas]))


def _se_cuenta_aparte(clave: str, documento: Documento) -> bool:
    """Lo que llega después, y lo de identidad: en cifras que nadie fijó, volver a contarla daría otra cosa (ADR 0035)."""
    if clave in (LLEGA_DESPUES, *DE_IDENTIDAD):
        return True
    corte = datetime.fromisoformat(documento.corte)
    fijado = CifrasDelCorte.objects.filter(proceso=documento.proceso, corte=corte).exists()
    return not fijado and (clave == "Q5" or clave.startswith("F"))
