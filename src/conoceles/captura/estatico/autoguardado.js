// Guarda el borrador dos segundos después de la última tecla y avisa si hay cambios sin guardar.
const ESPERA = 2000;

export function autoguardado(formulario) {
  const letrero = formulario.querySelector("[data-estado]");
  let reloj = 0;
  let pendiente = false;
  let detenido = false;
  let ocupado = false;
  let enVuelo = Promise.resolve();

  const decir = (frase) => { letrero.textContent = frase; };
  const guardar = () => {
    enVuelo = enVuelo.then(async () => {
      if (!pendiente || detenido) return;
      pendiente = false;
      ocupado = true;
      decir("Guardando el borrador…");
      try {
        const respuesta = await fetch(formulario.action, {
          method: "POST",
          body: new FormData(formulario),
          headers: { "X-Autoguardado": "1" },
          redirect: "manual",
        });
        await atender(respuesta);
      } catch {
        pendiente = true;
        decir("Sin conexión: el borrador aún no se guarda. Se intentará otra vez.");
        reloj = setTimeout(guardar, ESPERA * 5);
      } finally {
        ocupado = false;
      }
    });
    return enVuelo;
  };
  const atender = async (respuesta) => {
    if (respuesta.ok && respuesta.headers.get("content-type")?.includes("json")) {
      const datos = await respuesta.json();
      formulario.elements.version.value = datos.version;
      if (formulario.elements.original) formulario.elements.original.value = datos.original;
      decir(`Borrador guardado a las ${datos.hora}.`);
      if (!pendiente) formulario.dispatchEvent(new Event("guardado"));
      return;
    }
    pendiente = true;
    if (respuesta.status === 422) {
      decir("Hay un dato mal escrito. Use «Guardar» para ver cuál.");
      return;
    }
    detenido = true;
    decir(respuesta.status === 403 ? "Su sesión terminó. Use «Guardar» para entrar otra vez; lo escrito no se pierde."
      : respuesta.status === 409
      ? "Otra ventana guardó cambios. Use «Guardar» para ver las dos versiones."
      : "El borrador no se pudo guardar. Use «Guardar» para continuar.");
  };

  formulario.addEventListener("input", () => {
    pendiente = true;
    clearTimeout(reloj);
    reloj = setTimeout(guardar, ESPERA);
  });
  // Si hay un guardado en camino se espera a que diga su versión; si no, el formulario sale de inmediato.
  let enviando = false;
  formulario.addEventListener("submit", (evento) => {
    clearTimeout(reloj);
    if (!ocupado) { enviando = true; return; }
    const boton = evento.submitter;
    evento.preventDefault();
    enVuelo.finally(() => formulario.requestSubmit(boton));
  });
  addEventListener("beforeunload", (evento) => {
    if (pendiente && !enviando) evento.preventDefault();
  });
}
