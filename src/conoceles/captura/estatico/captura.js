// Mejoras de los formularios de captura. Sin este módulo todo funciona igual, con un clic más.
import { contadores } from "./contador.js";
import { saltos } from "./saltos.js";
import { autoguardado } from "./autoguardado.js";

document.querySelector(".resumen-errores")?.focus();
for (const formulario of document.querySelectorAll("form[data-autoguardado]")) {
  contadores(formulario);
  saltos(formulario);
  autoguardado(formulario);
}
