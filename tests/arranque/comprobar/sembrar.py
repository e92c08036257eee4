"""Se corre aparte: deja una instalación pequeña, con una candidatura enviada, validada, con foto y publicada.

Uso: `python -m arranque.comprobar.sembrar`.
"""

from __future__ import annotations

from datetime import date


def main() -> None:
    from conoceles.arranque.preparacion import preparar

    preparar()
    from django.db import transaction

    from conoceles.bitacora.actos import Acto
    from conoceles.candidaturas.constancia import anotar
    from conoceles.candidaturas.models import Candidatura, Formula, Persona
    from conoceles.curricular.fotografias import guardar
    from conoceles.expediente.actos.decisiones import validar
    from conoceles.expediente.actos.operaciones import habilitar
    from conoceles.nucleo import reloj
    from conoceles.nucleo.carpetas import RAIZ_PROYECTO
    from conoceles.proceso.definicion import Fotografia
    from conoceles.proceso.models import Proceso
    from conoceles.proceso.operaciones import cargar
    from conoceles.publicacion.publicador import publicar
    from curricular.imagenes import jpeg
    from personas import CLAVE, CORA, SISTEMA, capturar, de_partido, enviar, registrada

    ahora = reloj.ahora()
    cargar(RAIZ_PROYECTO / "procesos" / CLAVE, por=SISTEMA, ahora=ahora, inventado=True)
    proceso = Proceso.objects.get(pk=CLAVE)
    ella = registrada(proceso, "aaaa1111", ahora)
    with transaction.atomic():
        anotar(ella, Acto.CANDIDATURA_REGISTRADA, por=SISTEMA, ahora=ahora)
    habilitar(candidatura=ella, por=SISTEMA, ahora=ahora)
    capturar(ella, ahora)
    guardar(
        candidatura=ella, archivo=jpeg(), fecha_toma=date(2024, 4, 1), reglas=Fotografia(), por=de_partido(ella),
        ahora=ahora,
    )  # fmt: skip
    enviar(ella, ahora)
    validar(candidatura=ella, por=CORA, ahora=ahora)
    alianza = proceso.fuerzas.exclude(tipo__in=("partido", "independiente"))[0]
    formula = Formula.objects.create(
        contienda=ella.formula.contienda, fuerza=alianza, responde=None, posicion=1
    )
    otra = Persona.objects.create(proceso=proceso, nombre="JUAN PEDRO", sexo="hombre")
    sin_quien = Candidatura.objects.create(
        proceso=proceso,
        folio="bbbb2222",
        formula=formula,
        persona=otra,
        calidad="propietaria",
        registrada_en=ahora,
    )
    with transaction.atomic():
        anotar(sin_quien, Acto.CANDIDATURA_REGISTRADA, por=SISTEMA, ahora=ahora)
    publicar(CLAVE, ahora=ahora)


if __name__ == "__main__":
    main()
