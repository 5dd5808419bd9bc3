# syntax=docker/dockerfile:1
# One image for every role: kentongan start --role api | worker | scheduler | all. Built and run on Debian 12.
ARG NODE_VERSION=24

FROM node:${NODE_VERSION}-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json tsconfig.json tsconfig.build.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY src ./src
COPY scripts/pack.ts ./scripts/pack.ts
RUN npm run build

# The full image has a compiler, for machines that better-sqlite3 brings no ready file for.
FROM node:${NODE_VERSION}-bookworm AS modules
WORKDIR /app
COPY package.json package-lock.json ./
# Without scripts: "prepare" compiles, which needs what is left out here.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && npm rebuild better-sqlite3 \
  && rm -rf node_modules/better-sqlite3/deps node_modules/better-sqlite3/build/Release/obj*

FROM node:${NODE_VERSION}-bookworm-slim
ENV NODE_ENV=production
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /var/lib/kentongan --shell /usr/sbin/nologin kentongan \
  && install --directory --owner=kentongan --group=kentongan --mode=0700 /var/lib/kentongan
WORKDIR /app
COPY --from=modules /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json LICENSE README.md ./
COPY bin ./bin
COPY lexicons ./lexicons
COPY data ./data
RUN ln -s /app/bin/kentongan.js /usr/local/bin/kentongan

# Configuration, keys, the SQLite file and everything else that is written. The root may be read-only.
WORKDIR /var/lib/kentongan
VOLUME /var/lib/kentongan
USER kentongan
EXPOSE 3000 9464
ENV KENTONGAN_OPERATIONS_PORT=9464
HEALTHCHECK --interval=30s --timeout=6s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.KENTONGAN_OPERATIONS_PORT}/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["kentongan"]
CMD ["start", "--config", "/var/lib/kentongan/kentongan.yaml"]
