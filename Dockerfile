# One file, three images: docker build --target auth|api|web .
# Each runs as a user without rights, on a root file system that may be read-only, and says of itself whether it is well.

FROM node:24.21-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
COPY packages packages
COPY apps apps
COPY bench/package.json bench/package.json
COPY examples/package.json examples/package.json
COPY conformance/package.json conformance/package.json
# The image brings its own Node, so the one that npm would bring is left out with the other optional packages.
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force

# The theatre's page is built with tools that no server needs.
FROM packages AS theatre
RUN npm ci --ignore-scripts && node apps/theatre/build.mjs

FROM node:24.21-bookworm-slim AS base
ENV NODE_ENV=production SIGHTGLASS_HOST=0.0.0.0 LOG_FORMAT=json
# From here the default database, data/sightglass.sqlite, is in /data; a variable would forbid to give it as a file.
WORKDIR /
COPY --from=packages --chown=root:root /app /app
COPY --from=theatre --chown=root:root /app/apps/theatre/dist /app/apps/theatre/dist
RUN mkdir /data && chown node:node /data
USER node
STOPSIGNAL SIGTERM

FROM base AS auth
VOLUME /data
EXPOSE 8081
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s CMD ["node", "/app/apps/cli/probe.mjs", "auth"]
ENTRYPOINT ["node", "/app/apps/cli/main.mjs", "auth"]

FROM base AS api
EXPOSE 8082
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s CMD ["node", "/app/apps/cli/probe.mjs", "api"]
ENTRYPOINT ["node", "/app/apps/cli/main.mjs", "api"]

FROM base AS web
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s CMD ["node", "/app/apps/cli/probe.mjs", "web"]
ENTRYPOINT ["node", "/app/apps/cli/main.mjs", "web"]
