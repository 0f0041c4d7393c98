import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.SIGHTLINE_URL ?? 'http://localhost:3978';

// Everything is a file of its own, nothing inline: the server's policy allows scripts from its own origin only.
export default defineConfig({
  base: '/tab/',
  plugins: [react()],
  server: { proxy: { '/api': server } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    sourcemap: 'hidden',
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
});
