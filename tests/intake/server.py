"""A web server of our own, which answers as a test says."""

import http.server
import socket
import threading
from contextlib import contextmanager


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers each path with what `routes` holds for it: status, headers, body."""

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        status, headers, body = self.server.routes.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        for part in [body] if isinstance(body, bytes) else body:
            try:
                self.wfile.write(part)
                self.wfile.flush()
            except OSError:
                return

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_):
        pass


@contextmanager
def serving(routes, address="127.0.0.1"):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    kind = type("Kind", (Server,), {"address_family": family})
    with kind((address, 0), Handler) as server:
        server.routes, server.asked = routes, []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()
