"""What a WSGI server serves: ``gunicorn -c api/gunicorn_conf.py wsgi:app``."""

from api.app import create_app

app = create_app()
