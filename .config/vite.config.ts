import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The page is served from / by adapters/web; paths are relative to the project, where npm runs us.
export default defineConfig({
  root: 'adapters/web/page',
  plugins: [react()],
  build: { outDir: '../../../dist/page', emptyOutDir: true, chunkSizeWarningLimit: 1500 },
});
