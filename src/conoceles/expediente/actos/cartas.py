"""Lo que se escribe por correo de una invitación: al retirarla, al descartar lo que la persona llevaba o si el correo es ajeno."""

ASUNTO_RETIRADA = "Conóceles: se retiró su invitación a capturar"
ASUNTO_DESCARTADO = "Conóceles: su cuestionario de identidad se descartó"
INVITA = """{quien} lo invita a usted, o la invita, a capturar la información de su candidatura en «{proceso}». Su cuestionario de identidad lo verá y contestará solo usted.{hasta}"""
HASTA = "\n\nEl plazo para capturar y enviar termina el {dia}."
RETIRADA = """{nombre}:

Quien responde por su candidatura (folio {folio}, {proceso}) retiró la invitación a capturarla: desde ahora la captura
quien responde por usted.

Sus derechos no cambian. Si ya había recibido su acceso, entre con él para ver y descargar sus datos, retirar el permiso de
publicarlos o ejercer otro derecho. También puede hacerlo ante la autoridad electoral.
"""
AJENO = """Se quiso invitar a {nombre} (folio {folio}, {proceso}) a capturar su candidatura, con este correo.

Este correo ya entra al sistema por otra cuenta, así que no se le abrió nada. A quien la invita no se le dijo: para esa
persona la invitación sigue sin abrirse. Si usted es {nombre}, dígale otro correo, uno que solo usted abra. Si no lo es, no
tiene que hacer nada: su cuenta no cambió.
"""
DESCARTADO = """{nombre}:

Quien responde por su candidatura (folio {folio}, {proceso}) retiró la invitación a capturarla. Lo que usted llevaba
contestado de identidad estaba incompleto: se borró sin que nadie lo leyera.

Desde ahora ese cuestionario lo captura quien responde por usted. Si autoriza publicar algo, no surte efecto sin su
firma. Puede pedir que le inviten otra vez, o ejercer sus derechos ante la autoridad electoral.
"""
