# Pin both by digest: docker build --build-arg NODE_IMAGE=node:24.21.0-slim@sha256:… --build-arg BASE_IMAGE=debian:bookworm-slim@sha256:…
ARG NODE_IMAGE=node:24.21.0-slim
ARG BASE_IMAGE=debian:bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY client/package.json ./client/package.json
RUN npm ci --ignore-scripts
COPY scripts/build ./scripts/build
COPY src ./src
COPY client/src/quality ./client/src/quality
RUN npm run build

# For `compose.yaml` only: the sandbox and the example page need packages that production does without.
FROM build AS tools
COPY tsconfig.json ./
COPY client/src ./client/src
COPY examples ./examples
RUN npx vite build examples/onboarding-page --configLoader native
COPY sandbox ./sandbox
USER 1000

# The last stage is the default: the image for production.
# Has no npm in any layer, unlike an image that deletes it from Node's own.
FROM ${BASE_IMAGE} AS gateway
COPY --from=build /usr/local/bin/node /usr/local/bin/node
WORKDIR /app
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=4000 \
    NODE_COMPILE_CACHE=/var/cache/fin-gateway
COPY package.json LICENSE ./
COPY --from=build /app/dist ./dist
RUN mkdir "$NODE_COMPILE_CACHE" && chown 1000 "$NODE_COMPILE_CACHE"
# A number, because Kubernetes' runAsNonRoot cannot check names. The compile cache belongs to this user.
USER 1000
COPY ops/warm-compile-cache.ts /tmp/warm-compile-cache.ts
RUN node /tmp/warm-compile-cache.ts && chmod -R a-w "$NODE_COMPILE_CACHE"
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# No init is needed as process 1: Node handles SIGTERM and starts no child processes.
CMD ["node", "dist/main.js"]
