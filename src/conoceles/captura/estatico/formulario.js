// Mejoras de los formularios de captura. Sin este módulo todo funciona igual, con un clic más.
import { saltos } from "./saltos.js";
import { autoguardado } from "./autoguardado.js";

for (const formulario of document.querySelectorAll("form[data-autoguardado]")) {
  saltos(formulario);
  autoguardado(formulario);
}
