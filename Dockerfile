# The application, for those who run it beside a Neo4j server: see docker-compose.yml and docs/growing.md.
# Two stages, so that what installs stays behind. The program runs as nobody's account, on a file system it cannot
# write to: everything it keeps is in /var/lib/resnet.
FROM python:3.11.14-slim-bookworm AS packages
COPY requirements/runtime.txt /runtime.txt
RUN python -m venv /opt/resnet \
    && /opt/resnet/bin/python -m pip install --no-cache-dir --require-hashes --requirement /runtime.txt \
    && /opt/resnet/bin/python -m pip uninstall --yes pip setuptools

FROM python:3.11.14-slim-bookworm
RUN groupadd --system --gid 10001 resnet \
    && useradd --system --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/resnet resnet \
    && install -d -o 10001 -g 10001 -m 0700 /var/lib/resnet
COPY --from=packages /opt/resnet /opt/resnet
COPY resnet /app/resnet
COPY data /app/data
# Compiled now, since later nothing can be written there. Safe path: a file of the data folder is never imported.
ENV PATH=/opt/resnet/bin:$PATH PYTHONPATH=/app PYTHONSAFEPATH=1 PYTHONUNBUFFERED=1
RUN python -m compileall -q /app /opt/resnet
ENV PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
WORKDIR /var/lib/resnet
EXPOSE 8040
# No curl in a slim image.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8040/health', timeout=4)"]
ENTRYPOINT ["python", "-m", "resnet"]
CMD ["serve"]
