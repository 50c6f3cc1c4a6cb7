"""gunicorn's configuration: ``gunicorn -c api/gunicorn_conf.py wsgi:app``.

Threads rather than forks around native code: each worker imports and opens everything for itself after the fork
(no preloading), and the native libraries keep to one thread each. A wrong setting ends the start with one line and
exit status 2.
"""

from __future__ import annotations

import logging
import os
from typing import Any

# Read by the native libraries when they are first imported, which happens in the workers.
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_variable] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

from gunicorn.glogging import Logger  # noqa: E402

from api import logs  # noqa: E402
from api.settings import settings_or_exit  # noqa: E402

SETTINGS = settings_or_exit()


class WordlessLogger(Logger):  # type: ignore[misc]  # gunicorn has no type information
    """gunicorn's log without request lines and exception messages, which may hold what a person wrote."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(logging.Formatter(logs.FORMAT))
            handler.addFilter(logs.WordlessFilter())

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        if msg.startswith("Invalid request from"):
            msg, args = "A request that is not valid HTTP was refused", ()
        super().warning(msg, *args, **kwargs)

    def exception(self, msg: object, *args: Any, **kwargs: Any) -> None:
        super().exception("A request or a worker failed", **kwargs)

    def debug(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Says nothing: gunicorn's debug lines name request targets."""


logs.configure(SETTINGS.log_level)

bind = SETTINGS.address
worker_class = "gthread"
workers = SETTINGS.workers
threads = SETTINGS.threads
preload_app = False
timeout = 60
graceful_timeout = 5
keepalive = 5
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
control_socket_disable = True
accesslog = None
errorlog = "-"
loglevel = "warning"
logger_class = WordlessLogger


def post_worker_init(worker: Any) -> None:
    """Tells the address once, when the first worker can answer."""
    if worker.age == 1:
        print(f"Support Matcher is ready at http://{SETTINGS.address}", flush=True)
