# One image for every role: `worker` (the default), `setup`, `sandbox`.
# glibc, not Alpine's musl: Temporal's native core is built against glibc.
ARG NODE_IMAGE=node:20.20.2-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The only install script that matters fetches nothing here: Temporal's core and swc come as prebuilt files.
RUN npm ci --ignore-scripts
COPY . .
RUN npx tsc -p tsconfig.build.json && node tools/setup/bundle.mjs
RUN npm prune --omit=dev --ignore-scripts \
  && find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 ! -name '*linux-gnu*' -exec rm -r {} +

FROM ${NODE_IMAGE}
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/examples examples
# Everything under /app belongs to root and nothing writes there: run it with a read-only root and a small /tmp.
USER node
EXPOSE 8081 9464
ENTRYPOINT ["node", "dist/cli/main.js"]
CMD ["worker"]
