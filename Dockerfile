# syntax=docker/dockerfile:1
FROM node:24.21.0-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY client/package.json ./client/package.json
RUN npm ci --ignore-scripts
COPY scripts/build ./scripts/build
COPY src ./src
COPY client/src/quality ./client/src/quality
RUN npm run build

FROM node:24.21.0-slim
# A running container installs nothing.
RUN rm -rf /usr/local/lib/node_modules /opt/yarn-*
WORKDIR /app
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=4000 \
    NODE_COMPILE_CACHE=/var/cache/fin-gateway
COPY package.json LICENSE ./
COPY --from=build /app/dist ./dist
RUN mkdir "$NODE_COMPILE_CACHE" && chown node "$NODE_COMPILE_CACHE"
# A number, because Kubernetes' runAsNonRoot cannot check names. The compile cache belongs to this user.
USER 1000
COPY ops/warm-compile-cache.ts /tmp/warm-compile-cache.ts
RUN node /tmp/warm-compile-cache.ts
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# No init is needed as process 1: Node handles SIGTERM and starts no child processes.
CMD ["node", "dist/main.js"]
