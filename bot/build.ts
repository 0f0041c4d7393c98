import { cp, glob, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

/**
 * `npm run build`: puts everything that runs in production into one folder: the server with all that it imports, and the tab,
 * which has been built before. The source maps lie in a folder of their own beside it, since nobody needs them there.
 * `node bot/build.ts [folder]`; the folder is emptied first, and is `dist` if none is named.
 */
const root = fileURLToPath(new URL('../', import.meta.url));
const folder = resolve(process.argv[2] ?? join(root, 'dist'));
const maps = `${folder}-maps`;

await Promise.all([folder, maps].map((one) => rm(one, { recursive: true, force: true })));
await build({
  configFile: false,
  root: join(root, 'bot'),
  logLevel: 'warn',
  plugins: [addresses()],
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir: join(folder, 'server'),
    emptyOutDir: false,
    target: 'node24',
    sourcemap: 'hidden',
    // Logs tell of places in these files, so they stay readable.
    minify: false,
    rolldownOptions: {
      // Colours for a terminal, which `debug` does without: it is there only beside tools for development.
      external: ['supports-color'],
      input: [
        'src/main.ts',
        ...['verify', 'seal', 'backup', 'restore', 'person'].map((name) => `src/operate/${name}.ts`),
      ],
      // All in one folder, so that what lies beside one file lies beside every one.
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
await cp(join(root, 'tab/dist'), join(folder, 'tab'), { recursive: true });
for await (const map of glob('**/*.map', { cwd: folder })) {
  await mkdir(dirname(join(maps, map)), { recursive: true });
  await rename(join(folder, map), join(maps, map));
}
await writeFile(join(folder, 'package.json'), `${JSON.stringify({ private: true, type: 'module' })}\n`);

/**
 * What the sources find by its place beside them (`new URL('…', import.meta.url)`) lies elsewhere in the bundle: a worker
 * becomes a file of its own beside the others, and the tab a folder beside theirs. Anything else fails the build.
 */
function addresses(): Plugin {
  const address = /new URL\('([^']+)', import\.meta\.url\)/g;
  return {
    name: 'sightline:addresses',
    enforce: 'pre',
    transform: {
      filter: { id: /\/bot\/src\/.*\.ts$/, code: 'import.meta.url' },
      handler(code, id) {
        const moved = code.replaceAll(address, (_, target: string) => {
          if (target === '../../tab/dist') return "new URL('../tab', import.meta.url)";
          if (!target.endsWith('worker.ts')) throw new Error(`${id}: the build does not know where ${target} will be`);
          const worker = join(dirname(id), target);
          const fileName = `${basename(dirname(worker))}-${basename(worker, '.ts')}.js`;
          this.emitFile({ type: 'chunk', id: worker, fileName });
          return `new URL('./${fileName}', import.meta.url)`;
        });
        // Lines stay lines, which is all that a map of the server is asked for.
        return { code: moved, map: null };
      },
    },
  };
}
