import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const server = process.env.SIGHTLINE_URL ?? 'http://localhost:3978';

/** What the first module imports once it has begun to sign the person in. */
const screens = /\/src\/app\/draw\.tsx$/;

/** Names the files of the screens in the page, so that they are fetched beside the first module and not after it. */
const fetchScreens: Plugin = {
  name: 'fetch-screens',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle = {} }) => {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const wanted = new Set(chunks.filter(({ facadeModuleId }) => facadeModuleId?.match(screens)));
      for (const { imports } of wanted) {
        for (const chunk of chunks) if (!chunk.isEntry && imports.includes(chunk.fileName)) wanted.add(chunk);
      }
      return [...wanted].map(({ fileName }) => ({
        tag: 'link',
        attrs: { rel: 'modulepreload', crossorigin: true, href: `/tab/${fileName}` },
        injectTo: 'head' as const,
      }));
    },
  },
};

// Everything is a file of its own, nothing inline: the server's policy allows scripts from its own origin only.
export default defineConfig({
  base: '/tab/',
  plugins: [react(), fetchScreens],
  server: { proxy: { '/api': server } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    sourcemap: 'hidden',
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Only what is used is a dependency here; a library's index names far more.
          includeDependenciesRecursively: false,
          groups: [
            {
              name: 'start',
              tags: ['$initial'],
              test: /[\\/](src|query-core)[\\/]|queryOptions|preload-helper/,
              priority: 1,
            },
            { name: 'shared', minShareCount: 2, test: (id) => !id.includes('@microsoft') },
          ],
        },
      },
    },
  },
});
