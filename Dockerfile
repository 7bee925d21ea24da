# Ustaz in one image: dependencies and models are made in the first stage, the second holds only what runs.
FROM python:3.11-slim AS made
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
WORKDIR /ustaz
COPY constraints.txt pyproject.toml README.md ./
RUN python -m venv /venv \
    && torch=$(grep '^torch==' constraints.txt) \
    && (/venv/bin/pip install --no-cache-dir --index-url "$TORCH_INDEX" "$torch" || /venv/bin/pip install --no-cache-dir "$torch")
COPY content content
COPY evals evals
COPY guardrails guardrails
COPY retrieval retrieval
COPY storage storage
COPY tutor tutor
RUN /venv/bin/pip install --no-cache-dir --constraint constraints.txt . \
    && USTAZ_FOLDER=/models /venv/bin/ustaz prepare-models

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 ustaz && install -d -o ustaz /var/lib/ustaz
COPY --from=made /venv /venv
COPY --from=made --chown=ustaz /models/models /var/lib/ustaz/models
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 USTAZ_FOLDER=/var/lib/ustaz USTAZ_HOST=0.0.0.0 USTAZ_MODE=production
USER ustaz
WORKDIR /home/ustaz
VOLUME /var/lib/ustaz
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=90s --retries=4 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["ustaz", "serve"]
