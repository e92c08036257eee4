# Lo mismo que `cache.conf`, con Varnish. Guarda lo que el origen dice, cuanto dice; el TLS va delante (hitch, nginx).
vcl 4.1;

import std;

backend default {
    .host = "127.0.0.1";
    .port = "8080";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        # El pase, en su archivo (de varnish, 0400), un renglón.
        if (req.http.X-Conoceles-Purga != regsub(std.fileread("/etc/varnish/conoceles-pase"), "\s+$", "")) {
            return (synth(403));
        }
        return (purge);
    }
    unset req.http.Cookie;
    if (req.url ~ "\?") {
        return (pass);
    }
}

sub vcl_backend_response {
    # Cumplido el plazo se pregunta; nunca se entrega lo vencido, que puede ser lo que alguien suprimió.
    set beresp.grace = 0s;
}
