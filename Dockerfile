# One image for the api, the workers and the jobs of docker-compose.yml; settings and secrets come from outside.
FROM python:3.11-slim-bookworm AS fonts
# Free 仿宋, 楷体, 黑体 and a heavy 宋体 (Fandol), unpacked and not installed; an office mounts its own in the same folder.
RUN apt-get update && apt-get download texlive-lang-chinese && dpkg -x texlive-lang-chinese_*.deb /unpacked \
    && install -D --mode=644 --target-directory=/fonts \
       /unpacked/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/*.otf

FROM python:3.11-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app

COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock

RUN useradd --uid 10001 --create-home zhicheng && install -d -o zhicheng /data
COPY --from=fonts /fonts /fonts
ENV ZHICHENG_DATA_DIR=/data ZHICHENG_ENV=production GONGWEN_FONT_DIR=/fonts

COPY . .
RUN python -m compileall -q .
USER zhicheng
EXPOSE 8000
CMD ["python", "-m", "uvicorn", "api.app:app", "--host", "0.0.0.0", "--port", "8000", "--no-access-log", "--no-proxy-headers", "--timeout-graceful-shutdown", "5"]
