# One file, two images: `--target server` and `--target ingest`. TypeScript runs as it is, only the page is built.
# The tag of Node is the version that package.json pins.
FROM node:24.9.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
COPY domain/package.json domain/
COPY store/package.json store/
COPY ingest/package.json ingest/
COPY server/package.json server/
COPY web/package.json web/

FROM packages AS web
RUN npm ci
COPY tsconfig.json ./
COPY domain domain
COPY web web
RUN npm run build

FROM packages AS modules
RUN npm ci --omit=dev

FROM node:24.9.0-bookworm-slim AS base
ENV NODE_ENV=production DATA_DIR=/data CITY_DIR=/app/domain/hanoi NODE_OPTIONS=--disable-warning=ExperimentalWarning
WORKDIR /app
# A new volume takes this folder's owner: ingest writes and the server reads it as the same user.
RUN mkdir /data && chown node:node /data
COPY --from=modules /app/node_modules node_modules
COPY package.json ./
COPY domain domain
COPY store store
USER node
VOLUME /data

FROM base AS ingest
USER root
RUN apt-get update \
  && apt-get install -y --no-install-recommends ffmpeg \
  && rm -rf /var/lib/apt/lists/*
USER node
COPY ingest ingest
EXPOSE 8081
# Environment and flags are those of ingest/src/nodeFlags.ts.
ENV MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=262144 MALLOC_TRIM_THRESHOLD_=4194304
CMD ["node", "--max-semi-space-size=8", "--max-old-space-size=96", "--heap-growing-percent=70", "--v8-pool-size=1", "ingest/src/main.ts"]

FROM base AS server
COPY server server
COPY --from=web /app/web/dist web/dist
EXPOSE 8080
CMD ["node", "server/src/main.ts"]
